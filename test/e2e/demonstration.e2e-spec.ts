import { execFile } from 'node:child_process';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase } from '#platform/testing';
import type { GraphqlClient } from '../support/graphql-client.js';
import { Product, type ProductOptions } from '../support/product.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const SIGN_IN =
  'mutation ($email: String!, $password: String!) { signIn(input: {email: $email, password: $password}) { id } }';
const INBOX = '{ notifications(first: 50, unreadOnly: true) { edges { node { kind community { slug } } } } }';
const PLACE = `query ($slug: String!) { community(slug: $slug) {
  applications(first: 50) { totalCount } reports(first: 50) { totalCount }
  resources(first: 50) { edges { node { current { preview { state } } } } } } }`;

interface SignIn {
  readonly email: string;
  readonly password: string;
}
interface Place {
  readonly community: {
    readonly applications: { totalCount: number } | null;
    readonly reports: { totalCount: number } | null;
    readonly resources: { edges: readonly unknown[] };
  };
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let demo: Product;
const products: Product[] = [];

const run = async (options: Partial<ProductOptions> = {}): Promise<Product> => {
  const product = await Product.run({ dataDir: join(folder.path, 'data'), ...options });
  products.push(product);
  return product;
};
const startDemo = async (): Promise<Product> => {
  const product = await run({ args: ['--demo'], env: { SMTP_URL: 'smtp://user:secret@127.0.0.1:1' } });
  await product.ready();
  return product;
};
const refusal = async (options: Partial<ProductOptions>): Promise<string> => {
  const product = await run(options);
  expect(await product.ended()).toBe(1);
  return product.output.error.trim();
};
/** What the person at the terminal was told: role → address and password. */
const signInsOf = ({ output }: Product): Map<string, SignIn> => {
  const lines = output.out.matchAll(/^ {2}(member|facilitator|administrator) +(\S+) {2}(\S+)$/gm);
  return new Map([...lines].map(([, role = '', email = '', password = '']) => [role, { email, password }]));
};
const come = async (product: Product, role: string): Promise<GraphqlClient> => {
  const client = product.client();
  await client.data(SIGN_IN, { ...signInsOf(product).get(role) });
  return client;
};
const reset = (env: Record<string, string> = {}): Promise<{ stdout: string; stderr: string }> =>
  promisify(execFile)(process.execPath, ['dist/programs/cli.js', 'demo-reset'], {
    env: { PATH: process.env['PATH'], COPSE_DATA: join(folder.path, 'data'), ...env },
  });

beforeAll(async () => {
  folder = await temporaryFolder();
  // A power cut while it is filled leaves nothing that the next start would take for the whole.
  const cut = await run({ args: ['--demo'] });
  await until('the beginning of filling', () => cut.output.out.includes('Filling the demonstration'));
  await cut.kill();
  demo = await startDemo();
}, 300_000);
afterAll(async () => {
  await Promise.all(products.map((product) => product.end('SIGTERM')));
  await folder.remove();
});

describe('npm start -- --demo', () => {
  it('says how much it filled, where it is and who can sign in, and leaves the mail of the machine alone', () => {
    expect(demo.output.out).toMatch(/Filled it with 80 people, \d{3} discussions, \d{4} posts and \d{2} resources\.\n/);
    expect(demo.output.out).toContain(`ready at ${demo.origin}, for this machine alone\n`);
    expect(demo.output.out).toContain('The demonstration leaves SMTP_URL alone');
    expect([...signInsOf(demo).keys()]).toEqual(['member', 'facilitator', 'administrator']);
    expect(demo.output.out + demo.output.error).not.toContain('secret');
    expect(demo.claimLink).toBeUndefined();
  });

  it('says on every page that it is one, in both languages', async () => {
    const page = async (path: string, language: string): Promise<string> =>
      (await fetch(demo.origin + path, { headers: { accept: 'text/html', 'accept-language': language } })).text();
    expect(await page('/settings', 'en-CA')).toContain('<meta name="copse-demonstration" content="yes">');
    expect(await page('/communities', 'en-CA')).toContain('Demonstration: its people and what they say are invented');
    expect(await page('/communities', 'fr-CA')).toContain('les personnes et leurs propos sont inventés');
  });

  it.each(['member', 'facilitator', 'administrator'])(
    'the %s finds a mention, a reply and a new discussion',
    async (role) => {
      const client = await come(demo, role);
      const kinds = await until('the news', async () => {
        const { notifications } = await client.data<{ notifications: { edges: { node: { kind: string } }[] } }>(INBOX);
        const found = new Set(notifications.edges.map(({ node }) => node.kind));
        const isThere = ['MENTION', 'REPLY', 'NEW_THREAD'].every((kind) => found.has(kind));
        return isThere && (role === 'member' || found.has('APPLICATION')) && found;
      });
      expect(kinds.has('APPLICATION')).toBe(role !== 'member');
    },
  );

  it('shows to each what is theirs to see: applications and reports to who leads, the administration to who administers', async () => {
    const [member, facilitator, administrator] = await Promise.all(
      ['member', 'facilitator', 'administrator'].map((role) => come(demo, role)),
    );
    if (!member || !facilitator || !administrator) throw new Error('Three came.');
    const place = (client: GraphqlClient, slug: string): Promise<Place> => client.data<Place>(PLACE, { slug });
    expect((await place(member, 'educators-programmers')).community.applications).toBeNull();
    expect((await place(facilitator, 'educators-programmers')).community.applications).toEqual({ totalCount: 3 });
    expect((await place(facilitator, 'visitor-services')).community.reports).toEqual({ totalCount: 2 });
    expect((await place(administrator, 'together-against-misinformation')).community.applications).toEqual({
      totalCount: 2,
    });
    expect((await place(member, 'indigenous-practitioners')).community.resources.edges).toEqual([]);
    const accounts = '{ accounts(first: 1) { edges { node { id } } } }';
    expect(await member.refusal(accounts)).toBe('FORBIDDEN');
    expect(await administrator.refusal(accounts)).toBeUndefined();
  });

  it('has libraries with files whose pictures come, and a search that finds in both languages', async () => {
    const stranger = demo.client();
    const { community } = await stranger.data<Place>(PLACE, { slug: 'educators-programmers' });
    expect(community.resources.edges).toHaveLength(3);
    await until('a picture of a file', async () => {
      const answer = await stranger.data<Place>(PLACE, { slug: 'educators-programmers' });
      return JSON.stringify(answer).includes('"READY"');
    });
    const search = 'query ($query: String!) { search(query: $query) { totalCount } }';
    for (const query of ['school bus', 'bénévoles'])
      await until(`what is found for ${query}`, async () => {
        const { search: found } = await stranger.data<{ search: { totalCount: number } }>(search, { query });
        return found.totalCount > 3;
      });
  });

  it('gives new passwords at the next start, and fills nothing again', async () => {
    const former = signInsOf(demo).get('member');
    expect(await demo.end('SIGINT')).toBe(0);
    demo = await startDemo();
    expect(demo.output.out).not.toContain('Fill');
    expect(signInsOf(demo).get('member')?.email).toBe(former?.email);
    expect(await demo.client().refusal(SIGN_IN, { ...former })).toBe('UNAUTHENTICATED');
    await come(demo, 'member');
  });

  it('is not reset while it runs, is no ordinary site, and is empty after a reset', async () => {
    await expect(reset()).rejects.toMatchObject({ stderr: expect.stringMatching(/already running/) });
    await come(demo, 'member');
    expect(await demo.end('SIGINT')).toBe(0);
    expect(await refusal({ dataDir: join(folder.path, 'data-demo') })).toBe(
      'This database holds the demonstration. Start it with: npm start -- --demo',
    );
    expect((await reset()).stdout).toContain('The demonstration is empty.');
    await expect(access(join(folder.path, 'data-demo', 'files'))).rejects.toThrow('ENOENT');
  });
});

describe('a database of somebody else', () => {
  it('is touched neither by --demo nor by demo:reset, whatever DATABASE_URL says', async () => {
    const site = await testDatabase();
    const { pool } = site.db;
    await pool.query(`INSERT INTO institutions (id, name_en, name_fr, kind, country, search_text)
      VALUES (gen_random_uuid(), 'Real', 'Real', 'MUSEUM', 'CA', 'real')`);
    const sentence = /^This database is not empty and does not hold the demonstration, so nothing in it was touched\./;
    const env = { DATABASE_URL: site.url };
    expect(await refusal({ args: ['--demo'], env, dataDir: join(folder.path, 'other') })).toMatch(sentence);
    await expect(reset(env)).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(sentence) });
    const { rows } = await pool.query(
      `SELECT (SELECT count(*)::int FROM institutions) AS institutions, (SELECT count(*)::int FROM communities) AS communities,
         to_regnamespace('copse_demonstration') AS mark`,
    );
    expect(rows).toEqual([{ institutions: 1, communities: 0, mark: null }]);
    await site.close();
  });

  it('nor a folder in which somebody else keeps something', async () => {
    const dataDir = join(folder.path, 'kept');
    await mkdir(`${dataDir}-demo/files`, { recursive: true });
    await writeFile(`${dataDir}-demo/files/precious`, 'x');
    expect(await refusal({ args: ['--demo'], dataDir })).toMatch(/-demo is not empty and not the demonstration's/);
    await access(`${dataDir}-demo/files/precious`);
  });

  it('and other words than --demo mean nothing', async () => {
    expect(await refusal({ args: ['--demonstrate'] })).toBe(
      'npm start knows nothing but --demo; --demonstrate means nothing to it.',
    );
  });
});
