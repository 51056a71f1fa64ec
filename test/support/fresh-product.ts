import { join } from 'node:path';
import { startProduct, type Product } from './product.js';
import { temporaryFolder } from './temporary-folder.js';

/** The product on a data folder of its own, ready; `remove` ends it and takes the folder away. */
export async function freshProduct(
  options: { env?: Record<string, string> } = {},
): Promise<{ product: Product; remove: () => Promise<void> }> {
  const folder = await temporaryFolder();
  const product = await startProduct({ dataDir: join(folder.path, 'data'), ...options });
  return {
    product,
    remove: async () => {
      await product.end('SIGTERM');
      await folder.remove();
    },
  };
}
