import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { testDatabase } from '#platform/testing';
import { GraphqlClient } from '../support/graphql-client.js';
import type { Rows } from '../support/own-product.js';
import { PASSWORD } from '../support/people.js';
import { Product, startProduct } from '../support/product.js';
import { RedisServer } from '../support/redis-server.js';
import { SmtpMailbox } from '../support/smtp-mailbox.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Somebody with a mailbox, who uses any of the nodes. */
export interface Person {
  readonly email: string;
  readonly id: string;
  /** Signed in; the same session wherever it is shown. */
  readonly client: GraphqlClient;
}

/** Several processes of the product on one PostgreSQL and one Redis, with an SMTP server that keeps what it is given. */
export class Topology {
  private readonly running = new Set<Product>();
  private readonly pages: Socket[] = [];

  private constructor(
    readonly redis: RedisServer,
    readonly mailbox: SmtpMailbox,
    readonly rows: Rows,
    private readonly dataDir: string,
    readonly env: Readonly<Record<string, string>>,
    private readonly clear: () => Promise<void>,
  ) {}

  /** The machines below it; no process of the product yet. */
  static async start(env: Record<string, string> = {}): Promise<Topology> {
    const mailbox = new SmtpMailbox();
    const [folder, database, redis, SMTP_URL] = await Promise.all([
      temporaryFolder(),
      testDatabase(),
      RedisServer.start(),
      mailbox.listen(),
    ]);
    const rows: Rows = async (sql, values = []) => (await database.db.pool.query(sql, values)).rows as never[];
    const settings = { DATABASE_URL: database.url, DATABASE_POOL: '8', REDIS_URL: redis.url, SMTP_URL, ...env };
    return new Topology(redis, mailbox, rows, join(folder.path, 'data'), settings, async () => {
      await database.close();
      await redis.kill();
      await mailbox.close();
      await folder.remove();
    });
  }

  /** One more process; `env` replaces settings, and an empty one counts as unset. */
  async add(app: 'standalone' | 'api' | 'worker', env: Record<string, string> = {}): Promise<Product> {
    const product = await startProduct({ dataDir: this.dataDir, app, env: { ...this.env, ...env } });
    this.running.add(product);
    return product;
  }

  /** What a process says that refuses to start. */
  async refusal(app: 'standalone' | 'api' | 'worker', env: Record<string, string>): Promise<string> {
    const product = await Product.run({ dataDir: this.dataDir, app, env: { ...this.env, ...env } });
    if ((await product.ended()) !== 1) throw new Error(`It did not refuse:\n${product.output.out}`);
    return product.output.error;
  }

  /** Signs somebody up at a node, who follows the link in the mail. */
  async person(node: Product, name: string): Promise<Person> {
    const client = node.client();
    const email = `${name.replaceAll(' ', '.').toLowerCase()}@example.org`;
    await client.data('mutation ($input: SignUpInput!) { signUp(input: $input) }', {
      input: { email, password: PASSWORD, name, language: 'EN' },
    });
    const { text = '' } = await this.mailbox.untilCame(email);
    const token = /\/verify#token=([\w-]+)/.exec(text)?.[1];
    await client.data('mutation ($input: VerifyEmailInput!) { verifyEmail(input: $input) }', { input: { token } });
    const { signIn } = await client.data<{ signIn: { id: string } }>(
      'mutation ($input: SignInInput!) { signIn(input: $input) { id } }',
      { input: { email, password: PASSWORD } },
    );
    return { email, id: signIn.id, client };
  }

  /** Asks a node in the name of somebody, with the session that they have. */
  ask(node: Product, { client }: Person, query: string, variables: Record<string, unknown> = {}) {
    return new GraphqlClient(node.origin).ask(query, variables, credentials(client));
  }

  /** A page on a node, connected; it comes back by itself as a browser's does. Rejects when it is not let in. */
  async page(node: Product, person?: Person): Promise<Socket> {
    const socket = io(node.origin, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 100,
      extraHeaders: { origin: node.origin, ...(person && credentials(person.client)) },
    });
    this.pages.push(socket);
    await new Promise<void>((done, fail) => {
      socket.once('connect', done).once('connect_error', fail);
    });
    return socket;
  }

  /** As a power cut does it. */
  async kill(product: Product): Promise<void> {
    this.running.delete(product);
    await product.kill();
  }

  /** In order. */
  async stop(product: Product): Promise<void> {
    this.running.delete(product);
    await product.stop();
  }

  /** Ends everything and takes it away. */
  async end(): Promise<void> {
    for (const page of this.pages) page.disconnect();
    this.redis.resume();
    await Promise.all([...this.running].map((product) => product.end('SIGTERM')));
    await this.clear();
  }
}

const credentials = (client: GraphqlClient): Record<string, string> =>
  client.cookieHeader === undefined ? {} : { cookie: client.cookieHeader };
