import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * One PostgreSQL for the whole run. `npm test` brings it by COPSE_TEST_POSTGRES; a single `jest` starts one from the
 * built product, since Jest loads this file without its own resolution.
 */
export default async function globalSetup() {
  if (process.env.COPSE_TEST_POSTGRES !== undefined) return;
  if (!existsSync(join(import.meta.dirname, '../../dist/apps/standalone')))
    throw new Error('Run `npm run build` once before a single jest.');
  const { startEmbeddedPostgres } = await import('#apps/standalone');
  const dataDir = await mkdtemp(join(tmpdir(), 'copse-test-'));
  // Started by root, PostgreSQL runs as another account, which must be able to pass.
  await chmod(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined, durable: false });
  process.env.COPSE_TEST_POSTGRES = server.url;
  globalThis.stopTestPostgres = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
