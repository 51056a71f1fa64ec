/** `npm start`: builds what changed, then becomes the product (api, worker and database in production mode). */
import { enableCompileCache } from 'node:module';
import { buildStale, compiled } from './build.mjs';

process.env.NODE_ENV = 'production';
try {
  await buildStale();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
// What V8 made of the programs it need not make again at the next start.
enableCompileCache(compiled);
await import('../dist/programs/standalone.js');
