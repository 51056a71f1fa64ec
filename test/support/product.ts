import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { GraphqlClient } from './graphql-client.js';

/** How to run the product. */
export interface ProductOptions {
  /** Folder of the embedded database and of kept mail. */
  readonly dataDir: string;
  /** A free one by default. */
  readonly port?: number;
  /** Further settings. */
  readonly env?: Readonly<Record<string, string>>;
  /** What is started: by default the program as it is delivered. */
  readonly built?:
    /** scripts/start.mjs, which first builds what changed. */
    | false
    /** The modules of which the program is made, each in its own file, for hooks that look at what Node loads. */
    | 'modules';
  /** Which process of it; everything in one by default. */
  readonly app?: 'standalone' | 'api' | 'worker';
  /** Words behind its name. */
  readonly args?: readonly string[];
  /** Another account to run it as, when root runs the tests. */
  readonly account?: { readonly uid: number; readonly gid: number };
}

/** The built product as its own process, as `npm start` runs it. */
export class Product {
  private constructor(
    readonly port: number,
    readonly dataDir: string,
    private readonly child: ChildProcess,
    /** What it printed so far. */
    readonly output: { out: string; error: string },
    private readonly exit: Promise<number | NodeJS.Signals>,
  ) {}

  /** Runs it and returns at once; see {@link ready} and {@link ended}. */
  static async run(options: ProductOptions): Promise<Product> {
    const { dataDir, port, env = {}, account, built, app = 'standalone', args = [] } = options;
    const chosen = port ?? (await freePort());
    const root = join(import.meta.dirname, '../..');
    const modules = built === 'modules' ? `dist/apps/${app}/src/main.js` : undefined;
    const program = built === false ? 'scripts/start.mjs' : (modules ?? `dist/programs/${app}.js`);
    const child = spawn(process.execPath, [join(root, program), ...args], {
      ...account,
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        TMPDIR: process.env['TMPDIR'],
        NODE_ENV: 'production',
        PORT: String(chosen),
        COPSE_DATA: dataDir,
        ...env,
      },
    });
    const output = { out: '', error: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.error += text));
    const exit = new Promise<number | NodeJS.Signals>((resolve, reject) => {
      child.once('error', reject).once('close', (code, signal) => resolve(code ?? signal ?? 1));
    });
    return new Product(chosen, dataDir, child, output, exit);
  }

  /** Its origin, by a name that the product accepts. */
  get origin(): string {
    return `http://localhost:${this.port}`;
  }

  /** Number of its process. */
  get pid(): number {
    if (this.child.pid === undefined) throw new Error('The product has no process.');
    return this.child.pid;
  }

  /** The link for the first administrator, if it printed one. */
  get claimLink(): string | undefined {
    return /\S+\/claim#token=\S+/.exec(this.output.out)?.[0];
  }

  /** The token in that link. Throws when it printed none. */
  claimToken(): string {
    const token = this.claimLink?.split('#token=')[1];
    if (token === undefined) throw new Error(`The product printed no link to claim the site:\n${this.output.out}`);
    return token;
  }

  /** Somebody who asks GraphQL: a browser, or with a token a script. */
  client(token?: string): GraphqlClient {
    return new GraphqlClient(this.origin, token);
  }

  /** Settles once it said that it is ready; rejects with its output when it ended instead. */
  async ready(): Promise<void> {
    const said = new Promise<void>((resolve) => {
      const look = (): void => {
        if (this.output.out.includes('Press Ctrl-C to stop.')) resolve();
      };
      this.child.stdout?.on('data', look);
      look();
    });
    const ended = this.exit.then((code) => {
      throw new Error(`The product ended with ${code}:\n${this.output.out}${this.output.error}`);
    });
    await Promise.race([said, ended]);
  }

  /** Settles with its exit status, or the signal that ended it. */
  ended(): Promise<number | NodeJS.Signals> {
    return this.exit;
  }

  /** Sends the signal and waits for the end; harmless when it has ended. */
  async end(signal: NodeJS.Signals = 'SIGINT'): Promise<number | NodeJS.Signals> {
    this.child.kill(signal);
    return this.exit;
  }

  /** Ctrl-C. Rejects when it does not end in order. */
  async stop(): Promise<void> {
    const code = await this.end('SIGINT');
    if (code !== 0) throw new Error(`The product ended with ${code}:\n${this.output.out}${this.output.error}`);
  }

  /** As a power cut does it; its PostgreSQL lives on. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }
}

/** Runs the product and waits until it is ready. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const product = await Product.run(options);
  await product.ready();
  return product;
}
