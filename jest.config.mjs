import { readFileSync } from 'node:fs';

// .swcrc leaves tests out of the build; here they are the point, so its `exclude` does not count.
const { jsc } = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));

/** Jest on SWC and Node's own ES modules; libs resolve by the condition `source` of package.json's "imports". */
const base = {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node'] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': ['@swc/jest', { swcrc: false, jsc, module: { type: 'es6' }, sourceMaps: 'inline' }] },
  resolver: '<rootDir>/test/support/resolver.cjs',
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data'],
  setupFiles: ['reflect-metadata'],
};
const onDatabase = {
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  setupFiles: [...base.setupFiles, '<rootDir>/test/support/template-database.ts'],
};

/** Stories that count what reaches the wire, hold the event loop, or restart what everything runs on: one after another. */
const ALONE = ['first-visit', 'graphql-edge', 'sockets'];
/** Likewise of the faults: a process that ends under load lets in what waits only where the machine has a core for it. */
const FAULTS_ALONE = ['drained'];

export default {
  // Tests wait for a state; the deadline is generous because machines are slow, not because states are.
  testTimeout: 120_000,
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  // Node frees little of what a file's modules took: a process that has read fifty files is made anew.
  workerIdleMemoryLimit: '1500MB',
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/{libs,apps,scripts}/**/*.spec.ts', '<rootDir>/apps/web/**/*.spec.tsx'],
    },
    { ...base, ...onDatabase, displayName: 'integration', testMatch: ['<rootDir>/{libs,apps,test}/**/*.int-spec.ts'] },
    { ...base, ...onDatabase, displayName: 'architecture', testMatch: ['<rootDir>/test/architecture/**/*.spec.ts'] },
    // Not part of `npm test`: the product runs once for all policies, and each of them takes its time (.ci/run).
    { ...base, ...onDatabase, displayName: 'policies', testMatch: ['<rootDir>/test/policies/**/*.spec.ts'] },
    // What goes wrong, in short forms; .ci/run runs the medium ones and `npm run test:faults` the long ones.
    {
      ...base,
      ...onDatabase,
      displayName: 'faults',
      testMatch: ['<rootDir>/test/faults/**/*.fault-spec.ts'],
      testPathIgnorePatterns: FAULTS_ALONE.map((name) => `/${name}\\.fault-spec`),
    },
    {
      ...base,
      ...onDatabase,
      displayName: 'faults-alone',
      testMatch: FAULTS_ALONE.map((name) => `<rootDir>/test/faults/${name}.fault-spec.ts`),
    },
    // Random stories against a model, and hostile input; `npm run test:faults` runs the long forms.
    { ...base, ...onDatabase, displayName: 'fuzz', testMatch: ['<rootDir>/test/fuzz/**/*.fuzz-spec.ts'] },
    // Several processes on one database, with sockets and a clock of their own: one file after another.
    { ...base, ...onDatabase, displayName: 'topology', testMatch: ['<rootDir>/test/topology/**/*.spec.ts'] },
    {
      ...base,
      ...onDatabase,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/**/*.e2e-spec.ts'],
      testPathIgnorePatterns: ALONE.map((name) => `/${name}\\.e2e-spec`),
    },
    {
      ...base,
      ...onDatabase,
      displayName: 'e2e-alone',
      testMatch: ALONE.map((name) => `<rootDir>/test/e2e/${name}.e2e-spec.ts`),
    },
  ],
};
