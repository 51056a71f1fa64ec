import type { GraphqlClient } from '../../support/graphql-client.js';
import { aPerson, theAdministrator } from '../../support/people.js';
import type { Product } from '../../support/product.js';

const START = 'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }';
/** Writes a reply. */
export const REPLY = 'mutation ($input: ReplyInput!) { reply(input: $input) { id } }';
/** Ends an element of scripts, begins a comment, looks like a pattern of a replacement, and is marks of HTML all the same. */
export const HOSTILE = `</script><script>globalThis.broken=1</script><!-- $& $' "'`;
/** Stands in the discussion of the private community. */
export const SECRET = 'Zinnwaldite';
/** Number of the last post of the public discussion. */
export const LAST = 24;

/** A public discussion of two pages, and a private one. */
export interface TwoDiscussions {
  /** Administrator; facilitates the community of the public discussion. */
  readonly staff: GraphqlClient;
  /** Has written the public discussion. */
  readonly member: GraphqlClient;
  /** Leads the private community. */
  readonly insider: GraphqlClient;
  readonly path: string;
  readonly secretPath: string;
}

/** Writes them, with posts of every kind: quoting, answering, edited, taken back, hostile. */
export async function twoDiscussions(product: Product): Promise<TwoDiscussions> {
  const staff = await theAdministrator(product);
  const member = await aPerson(product, 'Amara Bell');
  await member.data('mutation { joinCommunity(input: {slug: "small-museums"}) { id } }');
  const reply = async (input: object): Promise<string> =>
    (await member.data<{ reply: { id: string } }>(REPLY, { input: { threadId, ...input } })).reply.id;
  const input = {
    communitySlug: 'small-museums',
    title: `Which cleaner? ${HOSTILE}`,
    body: `Ours is **worn**. ${HOSTILE} \u2028`,
  };
  const { startThread } = await member.data<{ startThread: { id: string } }>(START, { input });
  const threadId = startThread.id;
  const second = await reply({ body: '- one\n- two\n\n> quoted\n\n`code <b>`' });
  await reply({ body: 'An answer to it.', inReplyTo: second });
  const edited = await reply({ body: 'First words.' });
  await member.data('mutation ($input: EditPostInput!) { editPost(input: $input) { id } }', {
    input: { postId: edited, body: 'Second words.', expectedRevision: 1 },
  });
  const deleted = await reply({ body: 'Taken back.' });
  await member.data('mutation ($input: DeletePostInput!) { deletePost(input: $input) { id } }', {
    input: { postId: deleted },
  });
  for (let number = 6; number <= LAST; number += 1) await reply({ body: `Reply number ${number}.` });
  const path = `/c/small-museums/d/${threadId}`;

  const insider = await aPerson(product, 'Nokomis Beaulieu');
  const { me } = await insider.data<{ me: { id: string } }>('{ me { id } }');
  await staff.data('mutation ($input: AppointFacilitatorInput!) { appointFacilitator(input: $input) { id } }', {
    input: { slug: 'indigenous-practitioners', accountId: me.id },
  });
  const { me: itself } = await staff.data<{ me: { id: string } }>('{ me { id } }');
  await staff.data('mutation ($input: AppointFacilitatorInput!) { appointFacilitator(input: $input) { id } }', {
    input: { slug: 'small-museums', accountId: itself.id },
  });
  const secret = { communitySlug: 'indigenous-practitioners', title: SECRET, body: `All about ${SECRET}.` };
  const kept = await insider.data<{ startThread: { id: string } }>(START, { input: secret });
  const secretPath = `/c/indigenous-practitioners/d/${kept.startThread.id}`;
  return { staff, member, insider, path, secretPath };
}
