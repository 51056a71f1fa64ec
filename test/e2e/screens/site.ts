import { testDatabase } from '#platform/testing';
import { freshProduct } from '../../support/fresh-product.js';
import type { GraphqlClient } from '../../support/graphql-client.js';
import { aPerson, mailedToken, PASSWORD, theAdministrator } from '../../support/people.js';
import type { Rows } from '../../support/own-product.js';
import type { Product } from '../../support/product.js';

/** Of a member institution of both associations. */
const MEMBER_DOMAIN = 'sciencenorth.example.com';
/** Everybody who looks at the screens, and the domain of their address. */
const PEOPLE = {
  lead: ['Lena Fox', MEMBER_DOMAIN],
  member: ['Amara Okafor', MEMBER_DOMAIN],
  applicant: ['Nokomis Beaulieu', MEMBER_DOMAIN],
  declined: ['Théodore Lachance-Beauséjour', MEMBER_DOMAIN],
  stranger: ['Sam Côté-Roy', 'example.org'],
  enrolled: ['Zoé Tremblay', 'example.org'],
  removed: ['Robin Hale', 'example.org'],
  author: ['Maude Roy', MEMBER_DOMAIN],
  suspended: ['Max Vane', 'example.org'],
  // With the longest name there may be (long-names.ts).
  wide: ['Wide Name', 'example.org'],
  // Nothing has happened to them yet.
  newcomer: ['Inès Moreau', 'example.org'],
} as const;

/** Who looks. */
export type Who = 'nobody' | 'staff' | keyof typeof PEOPLE;
type Someone = GraphqlClient & { id: string; email: string };
/** Everybody, by their position. */
export type People = Readonly<Record<keyof typeof PEOPLE, Someone>>;

/** What the screens need to know of the site. */
export interface Site {
  readonly product: Product;
  readonly staff: GraphqlClient;
  readonly people: People;
  /** Session cookies by who looks. */
  readonly cookies: Readonly<Partial<Record<Who, string>>>;
  readonly ids: Readonly<Record<'open' | 'locked' | 'tombstone' | 'member' | 'institution' | 'application', string>>;
  /** Of invitations, by what they are good for. */
  readonly tokens: Readonly<Record<'fresh' | 'stated' | 'institution' | 'own' | 'used', string>>;
  readonly rows: Rows;
  readonly end: () => Promise<void>;
}

const JOIN = 'mutation ($slug: String!) { joinCommunity(input: {slug: $slug}) { id } }';
const APPLY = 'mutation ($input: ApplyToCommunityInput!) { applyToCommunity(input: $input) { id } }';
const INVITE = 'mutation ($input: InviteToCommunityInput!) { inviteToCommunity(input: $input) { id email } }';
const START = `mutation ($title: String!, $body: String!) {
  startThread(input: {communitySlug: "small-museums", title: $title, body: $body}) { id } }`;
const REPLY = 'mutation ($id: ID!, $body: String!) { reply(input: {threadId: $id, body: $body}) { id } }';
const EDUCATORS = 'educators-programmers';
const CIRCLE = 'indigenous-practitioners';
const STATED = 'advocates-for-diversity';
const ROOM = ['sign-up', 'thread', 'new-thread', 'new-reply', 'sign-in-address', 'sign-in-account'];

const positionAnswers = (position: string) => [
  { key: 'position', value: position },
  { key: 'language', value: 'fr' },
];

/** A site on which every screen has something to show. */
export async function aSite(): Promise<Site> {
  const database = await testDatabase();
  const { product, remove } = await freshProduct({
    env: { DATABASE_URL: database.url, RATE_LIMITS: ROOM.map((name) => `${name}=1000/600`).join(',') },
  });
  const staff = await theAdministrator(product);
  const { addInstitution } = await staff.data<{ addInstitution: { id: string } }>(
    'mutation ($input: AddInstitutionInput!) { addInstitution(input: $input) { id } }',
    {
      input: {
        name: { en: 'Science North', fr: 'Science Nord' },
        kind: 'SCIENCE_CENTRE',
        country: 'CA',
        province: 'ON',
        domains: [MEMBER_DOMAIN],
        memberships: ['astc', 'casc'].map((association) => ({ association, tie: 'MEMBER', from: '2020-01-01' })),
      },
    },
  );
  const entries = await Promise.all(
    Object.entries(PEOPLE).map(async ([key, [name, domain]]) => {
      const person = await aPerson(product, name, 'EN', domain);
      const { me } = await person.data<{ me: { id: string } }>('{ me { id } }');
      return [key, Object.assign(person, { id: me.id })] as const;
    }),
  );
  const people = Object.fromEntries(entries) as Record<keyof typeof PEOPLE, Someone>;
  const cookies = {
    staff: staff.cookieHeader ?? '',
    ...Object.fromEntries(entries.map(([key, { cookieHeader }]) => [key, cookieHeader ?? ''])),
  };
  await staff.data('mutation ($input: CreateCommunityInput!) { createCommunity(input: $input) { id } }', {
    input: {
      slug: 'night-keepers',
      association: 'astc',
      name: { en: 'Night Keepers', fr: 'Gens de la nuit' },
      summary: { en: 'For those who guard collections at night.', fr: 'Pour qui veille la nuit sur les collections.' },
      visibility: 'PUBLIC',
      joinPolicy: 'OPEN',
      eligibility: 'ANYONE',
    },
  });
  // Somebody who reads on a second device as well.
  await product.client().data('mutation ($input: SignInInput!) { signIn(input: $input) { id } }', {
    input: { email: people.member.email, password: PASSWORD },
  });
  await staff.data('mutation ($input: AffiliateInput!) { affiliate(input: $input) { source } }', {
    input: { accountId: people.declined.id, institutionId: addInstitution.id, from: '2025-03-01' },
  });
  const appoint = (slug: string) =>
    staff.data(
      'mutation ($slug: String!, $id: ID!) { appointFacilitator(input: {slug: $slug, accountId: $id}) { id } }',
      {
        slug,
        id: people.lead.id,
      },
    );
  for (const slug of [EDUCATORS, CIRCLE, STATED, 'small-museums', 'genaction']) await appoint(slug);

  const kept = await keepOrder(people);
  const application = await applications(people);
  await staff.data(
    'mutation ($emails: [String!]!) { setRoster(input: {programme: "tam-microgrant", emails: $emails}) { enrolled } }',
    {
      emails: [people.enrolled.email, 'not.yet.here@example.org'],
    },
  );
  const tokens = await invitations(product, people);
  const rows: Rows = async (sql, values = []) => (await database.db.pool.query(sql, values)).rows as never[];
  await rows(`UPDATE invitations SET expires_at = now() - interval '1 day' WHERE email = 'too.late@example.org'`);
  // As after the loss of the key that seals the private answers.
  await rows(`UPDATE application_keys SET wrapped = '\\x00' WHERE application_id = $1`, [application.lost]);
  await staff.data('mutation ($input: SuspendAccountInput!) { suspendAccount(input: $input) }', {
    input: {
      accountId: people.suspended.id,
      until: new Date(Date.now() + 40 * 86_400_000).toISOString(),
      reason: 'Advertising in three communities after two warnings.',
    },
  });
  return {
    product,
    staff,
    people,
    cookies,
    ids: { ...kept, member: people.member.id, institution: addInstitution.id, application: application.sealed },
    tokens,
    rows,
    end: async () => {
      await remove();
      await database.close();
    },
  };
}

/** Discussions of Small Museums: one that is read, reported and pinned, one that is locked, one with a removed post. */
async function keepOrder(people: People): Promise<Record<'open' | 'locked' | 'tombstone', string>> {
  const { lead, member, author, removed, stranger } = people;
  for (const person of [member, author, removed]) await person.data(JOIN, { slug: 'small-museums' });
  const start = async (title: string, body: string): Promise<string> =>
    (await member.data<{ startThread: { id: string } }>(START, { title, body })).startThread.id;
  const reply = async (threadId: string, body: string): Promise<string> =>
    (await author.data<{ reply: { id: string } }>(REPLY, { id: threadId, body })).reply.id;
  const open = await start(
    'Tactile models: which materials survive 100,000 hands?',
    'We are re-making **six** models.',
  );
  const locked = await start('Closed: the survey of 2025 on opening hours', 'Thank you for the 214 answers.');
  const tombstone = await start('Which floor cleaner survives a toddler gallery?', 'Ours does **not**.');
  const spam = await reply(open, 'Buy *MiracleShine* from my shop: https://example.org/miracle-shine');
  const gone = await reply(tombstone, 'Only MiracleShine does.');
  await reply(tombstone, 'Nous prenons du savon noir, dilué à 2 %.');
  const report = 'mutation ($input: ReportPostInput!) { reportPost(input: $input) }';
  await member.data(report, { input: { postId: spam, reason: 'It only sells something.' } });
  await stranger.data(report, { input: { postId: spam, reason: 'C’est de la publicité, pour la troisième fois.' } });
  await lead.data('mutation ($input: RemovePostInput!) { removePost(input: $input) { id } }', {
    input: { postId: gone, reason: 'This is advertising, which the guidelines rule out.' },
  });
  await lead.data('mutation ($id: ID!) { lockThread(input: {threadId: $id, locked: true}) { id } }', { id: locked });
  for (const id of [open, locked]) {
    await lead.data('mutation ($id: ID!) { pinThread(input: {threadId: $id, pinned: true}) { id } }', { id });
  }
  await lead.data('mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { id } }', {
    input: { slug: 'small-museums', accountId: removed.id, reason: 'Advertising, after two friendly words.' },
  });
  return { open, locked, tombstone };
}

/** Applications that wait, with public and with private answers, and one that was declined with a word. */
async function applications({
  lead,
  author,
  applicant,
  declined,
  stranger,
}: People): Promise<{ sealed: string; lost: string }> {
  const apply = async (who: Someone, slug: string, answers: { key: string; value: string }[]): Promise<string> =>
    (await who.data<{ applyToCommunity: { id: string } }>(APPLY, { input: { slug, answers } })).applyToCommunity.id;
  const circle = (hope: string) => [
    { key: 'selfIdentification', value: 'true' },
    { key: 'hope', value: hope },
  ];
  await apply(applicant, EDUCATORS, positionAnswers('Coordinator of school programmes, kindergarten to grade 8'));
  const refused = await apply(declined, EDUCATORS, positionAnswers('Billetterie'));
  await lead.data('mutation ($input: DecideApplicationInput!) { decideApplication(input: $input) { id } }', {
    input: {
      applicationId: refused,
      decision: 'DECLINE',
      message: 'This community is for those who build programmes. Visitor Services may be the better place for you.',
    },
  });
  await apply(author, EDUCATORS, positionAnswers('Éducatrice'));
  // Where nobody facilitates yet: administrators are told that somebody waits.
  await apply(applicant, 'development-professionals', [{ key: 'role', value: 'Head of fundraising' }]);
  await apply(author, 'development-professionals', [{ key: 'role', value: 'Collecte de fonds' }]);
  const sealed = await apply(applicant, CIRCLE, circle('To learn how others bring story into the galleries.'));
  const lost = await apply(stranger, CIRCLE, circle('To listen first.'));
  return { sealed, lost };
}

/** Invitations in every state, and the links to those that somebody looks at. */
async function invitations(
  product: Product,
  { lead, member, stranger, author, declined }: People,
): Promise<Site['tokens']> {
  const invite = async (slug: string, emails: string[], message: string | null = null) =>
    (
      await lead.data<{ inviteToCommunity: { id: string; email: string }[] }>(INVITE, {
        input: { slug, emails, message },
      })
    ).inviteToCommunity;
  const token = (address: string) => mailedToken(product.dataDir, address, 'invitation');
  await invite(
    CIRCLE,
    ['new.colleague@example.org'],
    'We met in Whitehorse: the next gathering is about winter stories.',
  );
  await invite(EDUCATORS, [stranger.email]);
  await invite('genaction', [
    'too.late@example.org',
    'taken.back@example.org',
    member.email,
    'waiting.for.days@example.org',
  ]);
  await invite(CIRCLE, [author.email]);
  await invite(STATED, ['states.it@example.org']);
  const [fresh, institution, own, used, stated] = await Promise.all([
    token('new.colleague@example.org'),
    token(stranger.email),
    token(member.email),
    token(author.email),
    token('states.it@example.org'),
  ]);
  await invite('genaction', [declined.email]);
  const [back] = await invite('genaction', ['taken.back@example.org']);
  await lead.data('mutation ($id: ID!) { revokeInvitation(input: {invitationId: $id}) { id } }', { id: back?.id });
  const accept = 'mutation ($token: String!) { acceptInvitation(input: {token: $token}) { id } }';
  await author.data(accept, { token: used });
  await declined.data(accept, { token: await token(declined.email) });
  return { fresh, institution, own, used, stated };
}
