import { join } from 'node:path';
import { testDatabase } from '#platform/testing';
import { startProduct, type Product } from './product.js';
import { temporaryFolder } from './temporary-folder.js';

/**
 * The product on a data folder and an empty database of its own, ready; `remove` ends it and takes the folder away. The database is
 * a copy of the migrated one in the tests' PostgreSQL: a cluster of its own for each story took longer than many a story.
 */
export async function freshProduct(
  options: { env?: Record<string, string> } = {},
): Promise<{ product: Product; remove: () => Promise<void> }> {
  const [folder, database] = await Promise.all([temporaryFolder(), testDatabase()]);
  const env = { DATABASE_URL: database.url, ...options.env };
  const product = await startProduct({ dataDir: join(folder.path, 'data'), env });
  return {
    product,
    remove: async () => {
      await product.end('SIGTERM');
      await database.close();
      await folder.remove();
    },
  };
}
