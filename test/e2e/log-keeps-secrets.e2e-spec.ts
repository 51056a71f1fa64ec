import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphqlClient } from '../support/graphql-client.js';
import { OwnProduct } from '../support/own-product.js';
import { SmtpMailbox } from '../support/smtp-mailbox.js';
import { until } from '../support/until.js';

/** One line of the log. */
type Line = Record<string, unknown>;

const EMAIL = 'zinnwaldite.quill@example.org';
const NEW_EMAIL = 'ytterbium.quill@example.org';
const REFUSED = 'xenotime.nobody@example.org';
const INVITED = 'wulfenite.guest@example.org';
const PASSWORD = 'a copse of vanadinite birches';
const NEXT_PASSWORD = 'a grove of uraninite alders';
const WRONG_PASSWORD = 'thorianite, surely';
const TITLE = 'Sphalerite on the second floor';
const BODY = 'The rutile case is wet again.';
const EDITED = 'The quartzite case is dry.';
const REASON = 'Pyromorphite is no way to speak.';
const MESSAGE = 'Olivine would be glad to see you.';
const QUERY = 'nepheline';
const SECRETS = [
  EMAIL,
  NEW_EMAIL,
  REFUSED,
  INVITED,
  PASSWORD,
  NEXT_PASSWORD,
  WRONG_PASSWORD,
  TITLE,
  BODY,
  EDITED,
  REASON,
];

/** A story with everything that must not stand in a log, told at `debug`. */
describe('the log of a whole story', () => {
  const mailbox = new SmtpMailbox();
  const secrets = [...SECRETS, MESSAGE, QUERY];
  let own: OwnProduct;
  let ada: GraphqlClient;

  const lines = (): Line[] =>
    own.now.output.error
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line);
  const events = (name: string): Line[] => lines().filter(({ event }) => event === name);
  const eventually = (name: string, like: (line: Line) => boolean = () => true): Promise<Line> =>
    until(`the event ${name}`, () => events(name).find(like));
  const secretIn = async (address: string, page: string): Promise<string> => {
    const link = new RegExp(`/${page}#token=([\\w-]+)`);
    const token = await until(`a link to ${page}`, () =>
      mailbox
        .to(address)
        .flatMap(({ text = '' }) => link.exec(text)?.[1] ?? [])
        .at(-1),
    );
    secrets.push(token);
    return token;
  };
  const act = <Data>(client: GraphqlClient, call: string, type: string, input: object): Promise<Data> =>
    client.data<Data>(`mutation ($input: ${type}!) { ${call} }`, { input });

  beforeAll(async () => {
    mailbox.answer = (address) =>
      address === REFUSED ? { code: 550, text: `5.1.1 <${address}>: nobody of that name` } : null;
    own = await OwnProduct.start({ LOG_LEVEL: 'debug', SMTP_URL: await mailbox.listen() });
    ada = own.now.client();
  });
  afterAll(async () => {
    await own?.end();
    await mailbox.close();
  });

  it('knows who signed in, failed to, and lost a password, by ids', async () => {
    await act(ada, 'signUp(input: $input)', 'SignUpInput', {
      email: EMAIL,
      password: PASSWORD,
      name: 'Ada Quill',
      language: 'EN',
    });
    await act(ada, 'verifyEmail(input: $input)', 'VerifyEmailInput', { token: await secretIn(EMAIL, 'verify') });
    const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { id } }';
    expect(await ada.refusal(signIn, { input: { email: EMAIL, password: WRONG_PASSWORD } })).toBe('UNAUTHENTICATED');
    expect(await ada.refusal(signIn, { input: { email: REFUSED, password: WRONG_PASSWORD } })).toBe('UNAUTHENTICATED');
    await act(ada, 'requestPasswordReset(input: $input)', 'RequestPasswordResetInput', { email: EMAIL });
    const token = await secretIn(EMAIL, 'reset-password');
    await act(ada, 'resetPassword(input: $input)', 'ResetPasswordInput', { token, password: NEXT_PASSWORD });
    const { signIn: me } = await ada.data<{ signIn: { id: string } }>(signIn, {
      input: { email: EMAIL, password: NEXT_PASSWORD },
    });
    secrets.push(...(ada.cookieHeader?.split('=').slice(1) ?? []));

    await eventually('sign-in-succeeded', ({ about }) => about === me.id);
    expect(events('sign-in-refused').map(({ about }) => about)).toEqual([me.id, null]);
    expect(events('password-reset-asked')).toHaveLength(1);
    await eventually('audited', ({ action, by }) => action === 'password-reset' && by === me.id);
  });

  it('knows what was allowed to whom, and what was refused', async () => {
    const { createAccessToken: made } = await act<{ createAccessToken: { id: string; token: string } }>(
      ada,
      'createAccessToken(input: $input) { id token }',
      'CreateAccessTokenInput',
      { name: 'script', expiresInDays: 7 },
    );
    secrets.push(made.token);
    await eventually('audited', ({ action, subject }) => action === 'access-token-created' && subject === made.id);
    await act(ada, 'revokeAccessToken(input: $input)', 'RevokeAccessTokenInput', { tokenId: made.id });
    await eventually('audited', ({ action }) => action === 'access-token-revoked');

    const staff = own.now.client();
    secrets.push(own.now.claimToken());
    const { me } = await ada.data<{ me: { id: string } }>('{ me { id } }');
    await act(staff, 'claimSite(input: $input) { isStaff }', 'ClaimSiteInput', {
      token: own.now.claimToken(),
      name: 'Bo Staff',
      email: INVITED.replace('wulfenite', 'staff'),
      password: PASSWORD,
    });
    secrets.push(INVITED.replace('wulfenite', 'staff'));
    const appointment = { slug: 'small-museums', accountId: me.id };
    const appoint = 'mutation ($input: AppointFacilitatorInput!) { appointFacilitator(input: $input) { id } }';
    expect(await ada.refusal(appoint, { input: appointment })).toBe('FORBIDDEN');
    await eventually('refused', ({ operation, account }) => operation === 'appointFacilitator' && account === me.id);
    await staff.data(appoint, { input: appointment });
    await eventually('audited', ({ action, about }) => action === 'facilitator-appointed' && about === me.id);
  });

  it('holds nothing of what people wrote, also where something went wrong on our side', async () => {
    const { startThread } = await act<{ startThread: { id: string; posts: { edges: { node: { id: string } }[] } } }>(
      ada,
      'startThread(input: $input) { id posts { edges { node { id } } } }',
      'StartThreadInput',
      { communitySlug: 'small-museums', title: TITLE, body: BODY },
    );
    const postId = startThread.posts.edges[0]?.node.id ?? '';
    await act(ada, 'editPost(input: $input) { id }', 'EditPostInput', { postId, body: EDITED, expectedRevision: 1 });
    await act(ada, 'reportPost(input: $input)', 'ReportPostInput', { postId, reason: REASON });
    await act(ada, 'inviteToCommunity(input: $input) { id }', 'InviteToCommunityInput', {
      slug: 'small-museums',
      emails: [INVITED],
      message: MESSAGE,
    });
    await ada.data('query ($query: String!) { search(query: $query) { edges { cursor } } }', { query: QUERY });
    await act(ada, 'requestEmailChange(input: $input)', 'RequestEmailChangeInput', {
      email: NEW_EMAIL,
      password: NEXT_PASSWORD,
    });
    const token = await secretIn(NEW_EMAIL, 'confirm-email');
    await act(ada, 'confirmEmailChange(input: $input)', 'ConfirmEmailChangeInput', { token });
    await act(own.now.client(), 'signUp(input: $input)', 'SignUpInput', {
      email: REFUSED,
      password: PASSWORD,
      name: 'Nobody',
      language: 'FR',
    });
    await until('the refusal of a mail in the log', () =>
      lines().some(({ msg }) => /refused for good/.test(String(msg))),
    );

    // PostgreSQL's words then hold the whole row.
    await own.rows(`ALTER TABLE posts ADD CONSTRAINT in_the_way CHECK (number < 0) NOT VALID`);
    const reply = await ada.ask('mutation ($input: ReplyInput!) { reply(input: $input) { id } }', {
      input: { threadId: startThread.id, body: BODY },
    });
    await own.rows(`ALTER TABLE posts DROP CONSTRAINT in_the_way`);
    expect(reply.errors?.[0]?.extensions.code).toBe('INTERNAL');
    const id = reply.errors?.[0]?.extensions['id'];
    const told = await until('the error in the log', () => lines().find((line) => line['id'] === id));
    expect(told).toMatchObject({ level: 'error', request: id, err: expect.objectContaining({ code: '23514' }) });
    expect(told).toHaveProperty('account');
  });

  it('takes neither names nor lines from strangers', async () => {
    const { port } = own.now;
    const forged = encodeURIComponent('\r\n{"level":"fatal","msg":"forged"}');
    await fetch(`http://127.0.0.1:${port}/c/${forged}`, { headers: { 'x-request-id': 'forged-by-a-stranger' } });
    await until('the line of that request', () => lines().some(({ req }) => JSON.stringify(req ?? '').includes('/c/')));
    // Every line is one of ours: it could be read, and has what ours have.
    for (const line of lines()) expect(Object.keys(line)).toEqual(expect.arrayContaining(['level', 'time', 'msg']));
    expect(lines().filter(({ level }) => level === 'fatal')).toEqual([]);
    expect(own.now.output.error).not.toContain('forged-by-a-stranger');
  });

  it('holds no secret, no address and no word of theirs', () => {
    const { error } = own.now.output;
    expect(secrets.filter((secret) => secret.length < 7)).toEqual([]);
    expect(secrets.filter((secret) => error.includes(secret))).toEqual([]);
    expect(error).not.toMatch(/127\.0\.0\.1|::1/);
    // The story was told: by requests and by jobs.
    expect(lines().filter(({ msg }) => msg === 'request completed').length).toBeGreaterThan(20);
    expect(lines().some((line) => 'job' in line)).toBe(true);
  });
});
