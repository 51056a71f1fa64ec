/** `npm start`: builds what changed, then becomes the product (api, worker and database in production mode). */
import { buildStale } from './build.mjs';

process.env.NODE_ENV = 'production';
try {
  await buildStale();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
await import('../dist/programs/standalone.js');
