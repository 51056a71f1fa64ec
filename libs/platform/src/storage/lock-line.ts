import { Client } from 'pg';

/** Sets our locks apart from every other pair of numbers that a program may lock in the database. */
const NAMESPACE = 0x636f7073;

/** Takes a broken line for broken within half a minute, so that PostgreSQL frees the locks of a machine that vanished. */
const KEEP_ALIVE = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3';

/** One connection that holds session locks: opened with the first, ended with the process, opened anew when it was lost. */
export class LockLine {
  private client: Promise<Client> | undefined;
  private ended = false;
  private turn: Promise<unknown> = Promise.resolve();

  /** `lost` is called when the connection breaks, and every lock with it. */
  constructor(
    private readonly url: string,
    private readonly lost: () => void,
  ) {}

  /** Whether the lock was free and is ours now. Throws what pg throws when the database does not answer. */
  async take(key: number): Promise<boolean> {
    return this.inTurn(await this.open(), 'SELECT pg_try_advisory_lock($1, $2) AS done', key);
  }

  /** Gives one back. */
  async give(key: number): Promise<void> {
    const client = await this.client;
    if (client) await this.inTurn(client, 'SELECT pg_advisory_unlock($1, $2) AS done', key);
  }

  async end(): Promise<void> {
    this.ended = true;
    const client = await this.client?.catch(() => undefined);
    await client?.end().catch(() => undefined);
  }

  /** One statement at a time. After one that failed nobody knows which locks there are, so the connection ends with them. */
  private async inTurn(client: Client, sql: string, key: number): Promise<boolean> {
    const asked = this.turn.then(() => client.query<{ done: boolean }>(sql, [NAMESPACE, key]));
    this.turn = asked.catch(() => client.end().catch(() => undefined));
    return (await asked).rows[0]?.done === true;
  }

  private open(): Promise<Client> {
    this.client ??= this.connect();
    return this.client;
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.url,
      application_name: 'copse uploads',
      connectionTimeoutMillis: 2_000,
      query_timeout: 5_000,
      keepAlive: true,
      options: KEEP_ALIVE,
    });
    let known = false;
    const over = (): void => {
      if (known) return;
      known = true;
      this.client = undefined;
      if (!this.ended) this.lost();
    };
    client.on('error', over);
    client.on('end', over);
    try {
      await client.connect();
      return client;
    } catch (error) {
      known = true;
      this.client = undefined;
      await client.end().catch(() => undefined);
      throw error;
    }
  }
}
