import { v7 } from 'uuid';
import { LIMITS } from '#contracts';
import { statement } from '#platform/database';
import { TestApi, type More, type Person, type TestAnswer } from './test-api.js';

/** A public community, a private one and a third, and people who stand to them in every way. */
export interface Scene {
  readonly api: TestApi;
  /** Slug of a public community; Ann and Bob are members. */
  readonly open: string;
  /** Slug of a private community; Ann and Bob are members. */
  readonly hidden: string;
  /** Slug of a public community; Other is a member. */
  readonly elsewhere: string;
  readonly ann: Person;
  readonly bob: Person;
  readonly stranger: Person;
  readonly other: Person;
}

/** Builds a {@link Scene} on a database of its own; `env` adds settings, `more` a lib on the right. */
export async function aScene(env: Record<string, string> = {}, more?: More): Promise<Scene> {
  const api = await TestApi.start(env, more);
  const [open, hidden, elsewhere] = await api.slugs();
  if (!open || !hidden || !elsewhere) throw new Error('The directory has too few communities.');
  await api.community(open);
  await api.community(hidden, 'PRIVATE');
  await api.community(elsewhere);
  const [ann, bob] = [await api.person('Ann'), await api.person('Bob')];
  const [stranger, other] = [await api.person('Stranger'), await api.person('Other')];
  for (const slug of [open, hidden]) {
    await api.join(ann, slug);
    await api.join(bob, slug);
  }
  await api.join(other, elsewhere);
  return { api, open, hidden, elsewhere, ann, bob, stranger, other };
}

/** What tests ask of a post. */
export const PARTS = `{ id threadId number body bodyHtml revision author { name } deleted editedAt removal { at reason }
  removedHtml inReplyTo { id number author { name } } viewerCan { edit delete remove restore report } }`;

/** What tests ask of the files of a post. */
export const FILES = '{ id number revision attachments { id fileName mediaType size url alt width height } }';

/** The value of an answer's only field, or the code of its refusal. */
export const value = ({ data, code }: TestAnswer): unknown => code ?? Object.values(data ?? {})[0];

/** A text that mentions one person more than one text may. */
export const tooManyMentions = (): string =>
  Array.from({ length: LIMITS.mentions + 1 }, () => `[@Somebody](/people/${v7()})`).join(' ');

/** Code and fields of a refusal. */
export const refusal = ({ code, details }: TestAnswer): [string | undefined, string[]] => [
  code,
  Object.keys(details?.fields ?? {}),
];

const LETTERS = statement(
  'test-posts-letters',
  `SELECT m.subject, m.text_body AS text, m.about FROM outgoing_mails m JOIN accounts a ON lower(a.email) = lower(m.recipient)
   WHERE a.id = $1 ORDER BY m.id`,
);
const AUDIT = statement(
  'test-posts-audit',
  `SELECT action, community_id AS "communityId", account_id AS "accountId", reason, details FROM audit_entries
   WHERE subject = $1 ORDER BY id`,
);

/** What is on its way to somebody by mail, oldest first. */
export const lettersOf = (
  api: TestApi,
  person: Person,
): Promise<{ subject: string; text: string; about: string[] }[]> => api.db.run(LETTERS, [person.accountId]);

/** What the audit log says of a thing, oldest first. */
export const auditOf = (api: TestApi, subject: string): Promise<{ action: string; reason: string | null }[]> =>
  api.db.run(AUDIT, [subject]);

/** The first post of a thread, as one of its readers finds it. */
export async function firstPost(api: TestApi, reader: Person, threadId: string): Promise<{ id: string }> {
  const { posts } = await api.get<{ posts: { edges: { node: { id: string } }[] } }>(
    reader,
    'query ($id: ID!) { thread(id: $id) { posts(first: 1) { edges { node { id } } } } }',
    { id: threadId },
  );
  return posts.edges[0]?.node ?? { id: v7() };
}
