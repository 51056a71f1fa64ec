import { join } from 'node:path';
import { testDatabase } from '#platform/testing';
import { freePort } from './free-port.js';
import { startProduct, type Product } from './product.js';
import { temporaryFolder } from './temporary-folder.js';
import { until } from './until.js';

/** Rows of any question that a test has. */
export type Rows = <Row>(sql: string, values?: unknown[]) => Promise<Row[]>;

/** The product on a database that the test can look into, which outlives it, and under one address. */
export class OwnProduct {
  private constructor(
    /** The folder of everything that this product keeps. */
    readonly dataDir: string,
    readonly rows: Rows,
    private readonly run: () => Promise<Product>,
    private readonly clear: () => Promise<void>,
    /** The process that runs. */
    public now: Product,
  ) {}

  /** Starts it; `before` is called with its data folder. */
  static async start(env: Record<string, string> = {}, before?: (dataDir: string) => void): Promise<OwnProduct> {
    const [folder, database, port] = await Promise.all([temporaryFolder(), testDatabase(), freePort()]);
    const dataDir = join(folder.path, 'data');
    before?.(dataDir);
    const run = (): Promise<Product> => startProduct({ dataDir, port, env: { DATABASE_URL: database.url, ...env } });
    const rows: Rows = async (sql, values = []) => (await database.db.pool.query(sql, values)).rows as never[];
    const clear = async (): Promise<void> => {
      await database.close();
      await folder.remove();
    };
    return new OwnProduct(dataDir, rows, run, clear, await run());
  }

  /** As a power cut does it, and then starts it again. */
  async killAndStart(): Promise<void> {
    await this.now.kill();
    this.now = await this.run();
  }

  /** Lets a task run that otherwise comes round by itself, and waits for its end. */
  async task(identifier: string): Promise<void> {
    const [job] = await this.rows<{ id: string }>('SELECT id FROM graphile_worker.add_job($1, $2::json)', [
      identifier,
      '{}',
    ]);
    await until(`the end of ${identifier}`, async () => {
      const left = await this.rows('SELECT FROM graphile_worker.jobs WHERE id = $1', [job?.id]);
      return left.length === 0;
    });
  }

  /** Ends it and takes everything of it away. */
  async end(): Promise<void> {
    await this.now.end('SIGTERM');
    await this.clear();
  }
}
