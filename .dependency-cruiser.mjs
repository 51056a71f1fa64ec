/**
 * The plan of the house as rules (docs/architecture.md). The line between the libs is this one array: each may import
 * from its left only.
 */
export const LINE = [
  'contracts',
  'platform',
  'identity',
  'communities',
  'membership',
  'resources',
  'posts',
  'notifications',
];

/** What a file's suffix may be, and so what it is for. Testing, READMEs and index.ts apart. */
export const SUFFIXES = [
  'module',
  'events',
  'errors',
  'entity',
  'type',
  'input',
  'resolver',
  'service',
  'policy',
  'repository',
  'loaders',
  'handler',
  'guard',
  'strategy',
  'decorator',
  'middleware',
  'gateway',
  'task',
  'mail',
  'spec',
  'int-spec',
];
/** Libs of forum nouns; contracts and platform are machinery and name their files after what they are. */
const NOUNS = LINE.slice(2);

const leftOnly = LINE.flatMap((lib, at) => {
  const right = LINE.slice(at + 1);
  return right.length === 0
    ? []
    : [
        {
          name: `line-${lib}`,
          severity: 'error',
          comment: `libs/${lib} imports from its left only.`,
          from: { path: `^libs/${lib}/` },
          to: { path: `^libs/(${right.join('|')})/` },
        },
      ];
});

export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...leftOnly,
    { name: 'libs-know-no-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'product-knows-no-tests',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '(spec|int-spec)\\.tsx?$' },
      to: { path: '^test/' },
    },
    {
      name: 'one-barrel',
      severity: 'error',
      comment: 'Between libs through index.ts alone; inside a lib files are imported directly.',
      from: { path: '^(libs/([^/]+)|apps/[^/]+)/', pathNot: '^libs/platform/' },
      to: {
        path: '^libs/([^/]+)/src/(?!index\\.ts$)(?!testing/index\\.ts$)',
        pathNot: ['^libs/$2/', '^libs/platform/'],
      },
    },
    {
      name: 'platform-by-sub-path',
      severity: 'error',
      from: { pathNot: '^libs/platform/' },
      to: { path: '^libs/platform/src/[^/]+/(?!index\\.ts$)' },
    },
    {
      name: 'nobody-imports-its-own-index',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/', pathNot: '^libs/platform/' },
      to: { path: '^libs/$1/src/index\\.ts$' },
    },
    {
      name: 'contracts-import-nothing',
      severity: 'error',
      // Their specs import Jest.
      from: { path: '^libs/contracts/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^libs/contracts/' },
    },
    {
      name: 'web-knows-contracts-alone',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs/(?!contracts/)|apps/(?!web/))' },
    },
    {
      name: 'web-lib-knows-no-feature',
      severity: 'error',
      comment: 'In the web client: lib and gql, then components, then features, then app.',
      from: { path: '^apps/web/src/lib/' },
      to: { path: '^apps/web/src/(components|features|app)/' },
    },
    {
      name: 'web-components-know-no-feature',
      severity: 'error',
      from: { path: '^apps/web/src/components/' },
      to: { path: '^apps/web/src/(features|app)/' },
    },
    {
      name: 'apps-in-order-base',
      severity: 'error',
      comment: 'What every process stands on knows none of them.',
      from: { path: '^apps/base/' },
      to: { path: '^apps/(api|worker|standalone|cli|web)/' },
    },
    {
      name: 'apps-in-order-api',
      severity: 'error',
      from: { path: '^apps/api/' },
      to: { path: '^apps/(worker|standalone|cli|web)/' },
    },
    {
      name: 'apps-in-order-worker',
      severity: 'error',
      from: { path: '^apps/worker/' },
      to: { path: '^apps/(api|standalone|cli|web)/' },
    },
    {
      name: 'apps-in-order-standalone',
      severity: 'error',
      from: { path: '^apps/standalone/' },
      to: { path: '^apps/(cli|web)/' },
    },
    {
      name: 'typeorm-in-its-place',
      severity: 'error',
      from: {
        pathNot: '\\.(entity|repository)\\.ts$|^libs/platform/src/database/|/migrations/|^test/|\\.int-spec\\.ts$',
      },
      to: { path: 'node_modules/typeorm/' },
    },
    {
      name: 'policies-have-no-io',
      severity: 'error',
      from: { path: '\\.policy\\.ts$' },
      to: {
        path: '\\.(service|repository|resolver|entity|gateway|handler)\\.ts$|^libs/platform/src/(database|events|realtime|mail)/',
      },
    },
    {
      name: 'resolvers-call-services',
      severity: 'error',
      from: { path: '\\.resolver\\.ts$' },
      to: { path: '\\.(repository|entity)\\.ts$|^libs/platform/src/(database|events|mail)/' },
    },
    {
      name: 'types-are-no-entities',
      severity: 'error',
      from: { path: '\\.(type|input)\\.ts$' },
      to: { path: '\\.(entity|repository|service|resolver)\\.ts$' },
    },
    {
      name: 'repositories-decide-nothing',
      severity: 'error',
      from: { path: '\\.repository\\.ts$' },
      to: { path: '\\.(service|resolver|gateway|handler)\\.ts$' },
    },
    {
      name: 'suffixes-are-a-closed-list',
      severity: 'error',
      from: {},
      to: {
        path: `^libs/(${NOUNS.join('|')})/src/`,
        // Without a suffix: a plain value or a helper that is named after what it is, beside its noun.
        pathNot: [`\\.(${SUFFIXES.join('|')})\\.ts$`, '/(?!utils|helpers|common)[a-z0-9-]+\\.ts$', '\\.json$'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|apps/web/src/gql)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
    moduleSystems: ['es6', 'cjs'],
  },
};
