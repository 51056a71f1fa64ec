import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { findEmbeddedPostgres } from '#apps/standalone';
import { copse } from '../support/copse.js';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aSound, sha256 } from '../support/mixed-files.js';
import { aPerson, appoint, PASSWORD, theAdministrator } from '../support/people.js';
import { startProduct, type Product } from '../support/product.js';
import { Sender } from '../support/sender.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

type Someone = GraphqlClient & { email: string };

const SLUG = 'small-museums';
const CIRCLE = 'indigenous-practitioners';
const HOPE = 'A place to listen to my aunties';
const WELCOME = 'sign-in-address=1000/600,reply=10000/600,new-reply=10000/600,new-thread=100/600';

const JOIN = `mutation { joinCommunity(input: {slug: "${SLUG}"}) { id } }`;
const START = 'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }';
const REPLY = 'mutation ($input: ReplyInput!) { reply(input: $input) { id number } }';
const SHARE = 'mutation ($input: ShareResourceInput!) { shareResource(input: $input) { current { url } } }';
const APPLY =
  'mutation ($answers: [AnswerInput!]!) { applyToCommunity(input: {slug: "indigenous-practitioners", answers: $answers}) { id } }';
const QUEUE = `{ community(slug: "${CIRCLE}") { applications(first: 5) { edges { node { answers { key value unreadable } } } } } }`;
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { id } }';

interface Queue {
  readonly community: {
    readonly applications: {
      readonly edges: readonly {
        node: { answers: readonly { key: string; value: string | null; unreadable: boolean }[] };
      }[];
    };
  };
}

/** Rows of a question to the embedded database of a running product. */
async function rowsOf<Row>(dataDir: string, sql: string): Promise<Row[]> {
  const found = await findEmbeddedPostgres(dataDir);
  if (found.state !== 'running') throw new Error(`The database in ${dataDir} is ${found.state}.`);
  const client = new Client({ connectionString: found.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** Everything that PostgreSQL knows of our tables, in words. */
const schemaOf = (dataDir: string): Promise<{ line: string }[]> =>
  rowsOf(
    dataDir,
    `SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') AS line
     FROM information_schema.columns WHERE table_schema = 'public'
     UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace
     ORDER BY 1`,
  );

describe('a backup of a site that goes on', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const running = new Set<Product>();
  let first: Product;
  let member: Someone;
  let lead: Someone;
  let threadId: string;
  let filePath: string;
  const sound = aSound(5_000_000);

  const start = async (dataDir: string): Promise<Product> => {
    const product = await startProduct({ dataDir, env: { RATE_LIMITS: WELCOME } });
    running.add(product);
    return product;
  };
  const stop = async (product: Product): Promise<void> => {
    running.delete(product);
    await product.stop();
  };
  const signIn = async (product: Product, email: string): Promise<GraphqlClient> => {
    const client = product.client();
    await client.data(SIGN_IN, { input: { email, password: PASSWORD } });
    return client;
  };
  const answersOf = async (client: GraphqlClient) =>
    (await client.data<Queue>(QUEUE)).community.applications.edges[0]?.node.answers.find(({ key }) => key === 'hope');

  beforeAll(async () => {
    folder = await temporaryFolder();
    first = await start(join(folder.path, 'first'));
    const staff = await theAdministrator(first);
    member = await aPerson(first, 'Odile Marchand');
    lead = await aPerson(first, 'Noor Cardinal');
    const applicant = await aPerson(first, 'Tala Beaver');
    await appoint(staff, lead, CIRCLE);
    await applicant.data(APPLY, {
      answers: [
        { key: 'selfIdentification', value: 'true' },
        { key: 'hope', value: HOPE },
      ],
    });
    for (const person of [member, lead]) await person.data(JOIN);
    const input = { communitySlug: SLUG, title: 'Before it happened', body: 'Is anybody there?' };
    threadId = (await member.data<{ startThread: { id: string } }>(START, { input })).startThread.id;
    const { id } = await new Sender(member).send(sound, { name: 'Birds.wav', community: SLUG });
    const shared = await member.data<{ shareResource: { current: { url: string } } }>(SHARE, {
      input: { communitySlug: SLUG, uploadId: id },
    });
    filePath = shared.shareResource.current.url;
  }, 240_000);
  afterAll(async () => {
    for (const product of running) await product.end('SIGKILL');
    await folder?.remove();
  });

  it('has everything that was acknowledged before it began, and an empty machine becomes that site', async () => {
    const backup = join(folder.path, 'backup');
    const numbers = new Map<string, number>();
    let going = true;
    const replying = [member, lead].map(async (person) => {
      while (going) {
        const { reply } = await person.data<{ reply: { id: string; number: number } }>(REPLY, {
          input: { threadId, body: 'Still **here**.' },
        });
        numbers.set(reply.id, reply.number);
      }
    });
    await until('replies', () => numbers.size >= 20);
    const acknowledged = new Map(numbers);
    const ended = await copse(['backup', backup, '--with-keys'], { COPSE_DATA: first.dataDir });
    const after = numbers.size;
    // The site never stood still for it.
    await until('more replies', () => numbers.size > after);
    going = false;
    await Promise.all(replying);
    expect([ended.status, ended.error]).toEqual([0, expect.stringMatching(/^With --with-keys/)]);

    const mails =
      (await rowsOf<{ count: number }>(first.dataDir, 'SELECT count(*)::int FROM outgoing_mails'))[0]?.count ?? 0;
    const schema = await schemaOf(first.dataDir);
    await stop(first);

    const dataDir = join(folder.path, 'second');
    const restored = await copse(['restore', backup], { COPSE_DATA: dataDir });
    expect([restored.status, restored.error]).toEqual([0, '']);
    // The secret key is in no backup; who has both can read.
    await cp(join(first.dataDir, 'keys'), join(dataDir, 'keys'), { recursive: true });
    const second = await start(dataDir);
    expect(await schemaOf(dataDir)).toEqual(schema);

    // By the old cookie nobody comes in, by the password everybody.
    const old = await fetch(`${second.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: second.origin, cookie: member.cookieHeader ?? '' },
      body: JSON.stringify({ query: '{ me { id } }' }),
    });
    expect(await old.json()).toMatchObject({ data: { me: null } });
    const back = await signIn(second, member.email);

    const posts = await rowsOf<{ id: string; number: number }>(dataDir, `SELECT id, number FROM posts ORDER BY number`);
    const found = new Map(posts.map(({ id, number }) => [id, number]));
    for (const [id, number] of acknowledged) expect([id, found.get(id)]).toEqual([id, number]);
    expect(posts.map(({ number }) => number)).toEqual(posts.map((_post, at) => at + 1));
    const { reply } = await back.data<{ reply: { number: number } }>(REPLY, {
      input: { threadId, body: 'Back again.' },
    });
    expect(reply.number).toBe(posts.length + 1);

    const file = await fetch(second.origin + filePath, { headers: back.credential });
    expect(sha256(Buffer.from(await file.arrayBuffer()))).toBe(sha256(sound));
    expect(await answersOf(await signIn(second, lead.email))).toMatchObject({ value: HOPE, unreadable: false });

    // Whatever comes round by itself tells nobody anything of before.
    await rowsOf(
      dataDir,
      `SELECT graphile_worker.add_job(name, '{}') FROM unnest(ARRAY['send-digests', 'remind-of-applications', 'sweep-invitations']) AS name`,
    );
    await until('an empty queue', async () => (await rowsOf(dataDir, 'SELECT FROM graphile_worker.jobs')).length === 0);
    const [sent] = await rowsOf<{ waiting: number; total: number }>(
      dataDir,
      `SELECT count(*)::int AS total, count(*) FILTER (WHERE state IN ('waiting', 'sending'))::int AS waiting FROM outgoing_mails`,
    );
    expect(sent).toMatchObject({ waiting: 0, total: expect.any(Number) });
    expect(sent?.total).toBeLessThanOrEqual(mails);
    expect(await readdir(join(dataDir, 'mail')).catch(() => [])).toEqual([]);
    await stop(second);
  }, 300_000);

  it('opens no private answer when it was made without the keys, and is taken of a stopped site as well', async () => {
    const backup = join(folder.path, 'closed');
    expect(await copse(['backup', backup], { COPSE_DATA: first.dataDir })).toMatchObject({ status: 0, error: '' });
    expect(await readdir(join(backup, 'tables'))).not.toContain('application_keys.copy.gz');
    const dataDir = join(folder.path, 'third');
    expect((await copse(['restore', backup], { COPSE_DATA: dataDir })).status).toBe(0);
    await cp(join(first.dataDir, 'keys'), join(dataDir, 'keys'), { recursive: true });
    const third = await start(dataDir);
    expect(await answersOf(await signIn(third, lead.email))).toMatchObject({ value: null, unreadable: true });
    // Nobody restores over a site, running or not.
    expect((await copse(['restore', backup], { COPSE_DATA: dataDir })).error).toMatch(/Copse runs on the data folder/);
    await stop(third);
    expect((await copse(['restore', backup], { COPSE_DATA: dataDir })).error).toMatch(/is not empty/);
    expect(await readFile(join(backup, 'manifest.json'), 'utf8')).toContain('"withKeys": false');
  }, 300_000);

  it('goes on with `check` and `create-admin` beside it', async () => {
    const product = await start(first.dataDir);
    const check = await copse(['check'], {
      COPSE_DATA: first.dataDir,
      PUBLIC_URL: 'https://copse.example.org',
      TRUST_PROXY: 'loopback',
    });
    expect([check.status, check.error]).toEqual([0, '']);
    expect(check.out).toMatch(/^ok {4}Database: the embedded database/m);
    expect(check.out).toMatch(/^ok {4}Schema: all \d+ steps/m);
    expect(check.out).toMatch(/^ok {4}Files: /m);

    const made = await copse(['create-admin', '--email', 'second@example.org', '--name', 'Second Admin'], {
      COPSE_DATA: first.dataDir,
      PUBLIC_URL: product.origin,
    });
    const token = /reset-password#token=(\S+)/.exec(made.out)?.[1];
    const client = product.client();
    await client.data('mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) }', {
      input: { token, password: PASSWORD },
    });
    expect(await signIn(product, 'second@example.org').then((admin) => admin.data('{ me { isStaff } }'))).toEqual({
      me: { isStaff: true },
    });
    await stop(product);
  }, 240_000);
});
