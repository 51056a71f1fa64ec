import type { GraphqlClient } from '../../support/graphql-client.js';
import { OwnProduct } from '../../support/own-product.js';
import { PASSWORD, theAdministrator } from '../../support/people.js';
import { SmtpMailbox, headerOf, type ReceivedMail } from '../../support/smtp-mailbox.js';
import { until } from '../../support/until.js';

/** How somebody reads mail. */
interface Habits {
  readonly language: 'EN' | 'FR';
  readonly timeZone: string;
}

/** Somebody with a mailbox. */
export type Correspondent = GraphqlClient & { readonly email: string; readonly id: string };

/** All that happened is a day older, and everybody's next digest is due at this hour. */
const A_DAY_LATER = `
  WITH settings AS (
    UPDATE mail_settings s SET last_daily_at = last_daily_at - interval '1 day', last_weekly_at = last_weekly_at - interval '1 day',
      former_daily_at = former_daily_at - interval '1 day', former_weekly_at = former_weekly_at - interval '1 day',
      digest_hour = extract(hour FROM now() AT TIME ZONE a.time_zone),
      hours_from = now() - interval '3 days', hours_zone = a.time_zone
    FROM accounts a WHERE a.id = s.account_id),
  marks AS (UPDATE mail_marks SET digest_at = digest_at - interval '1 day'),
  dials AS (UPDATE community_preferences SET digest_from = digest_from - interval '1 day'),
  spoken AS (UPDATE posts SET created_at = created_at - interval '1 day'),
  begun AS (
    UPDATE threads SET created_at = created_at - interval '1 day', last_activity_at = last_activity_at - interval '1 day'),
  joined AS (UPDATE memberships SET joined_at = joined_at - interval '1 day')
  DELETE FROM outgoing_mails WHERE state = 'sent' AND message_key LIKE 'digest/%'`;

/** Ten seconds pass for the posts that are to be mailed; how much is still to do. */
const HURRY = `
  WITH hurried AS (
    UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL AND attempts = 0 AND run_at > now()
      AND task_id = (SELECT id FROM graphile_worker._private_tasks WHERE identifier = 'mail-post') RETURNING 1)
  SELECT pg_notify('jobs:insert', '{"count":1}') FROM hurried`;

/** The product with an SMTP server that keeps what it is given. */
export class MailSite {
  private constructor(
    readonly mailbox: SmtpMailbox,
    readonly product: OwnProduct,
    readonly staff: GraphqlClient,
  ) {}

  static async start(): Promise<MailSite> {
    const mailbox = new SmtpMailbox();
    const SMTP_URL = await mailbox.listen();
    const product = await OwnProduct.start({ SMTP_URL, RATE_LIMITS: 'sign-in-address=1000/600' });
    return new MailSite(mailbox, product, await theAdministrator(product.now));
  }

  /** Signs somebody up, who follows the link in the mail, and whose digests come at an hour that is far. */
  async person(name: string, { language, timeZone }: Habits): Promise<Correspondent> {
    const client = this.product.now.client();
    const email = `${name
      .normalize('NFD')
      .replace(/[^A-Za-z]+/g, '.')
      .toLowerCase()}@example.org`;
    await client.data('mutation ($input: SignUpInput!) { signUp(input: $input) }', {
      input: { email, password: PASSWORD, name, language },
    });
    const { text = '' } = await this.mailbox.untilCame(email);
    const [, token] = /\/verify#token=([\w-]+)/.exec(text) ?? [];
    await client.data('mutation ($input: VerifyEmailInput!) { verifyEmail(input: $input) }', { input: { token } });
    const { signIn } = await client.data<{ signIn: { id: string } }>(
      'mutation ($input: SignInInput!) { signIn(input: $input) { id } }',
      { input: { email, password: PASSWORD } },
    );
    await client.data('mutation ($timeZone: String) { updateSettings(input: {timeZone: $timeZone}) { id } }', {
      timeZone,
    });
    const hour = Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone }).format());
    await client.data(
      'mutation ($digestHour: Int) { setMailSettings(input: {digestHour: $digestHour}) { digestHour } }',
      {
        digestHour: (hour + 8) % 24,
      },
    );
    return Object.assign(client, { email, id: signIn.id });
  }

  async join(who: GraphqlClient, slug: string): Promise<void> {
    await who.data('mutation ($slug: String!) { joinCommunity(input: {slug: $slug}) { id } }', { slug });
  }

  /** By which a browser is signed in as they are. */
  cookieOf({ cookieHeader = '' }: Correspondent): { name: string; value: string; url: string } {
    const [name = '', value = ''] = cookieHeader.split('=');
    return { name, value, url: this.product.now.origin };
  }

  /** Starts a thread; answers its id. */
  async start(who: GraphqlClient, communitySlug: string, title: string, body: string): Promise<string> {
    const { startThread } = await who.data<{ startThread: { id: string } }>(
      'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }',
      { input: { communitySlug, title, body } },
    );
    return startThread.id;
  }

  async reply(who: GraphqlClient, threadId: string, body: string): Promise<void> {
    await who.data('mutation ($input: ReplyInput!) { reply(input: $input) { id } }', { input: { threadId, body } });
  }

  /** Turns the dial of a community. */
  async dial(who: GraphqlClient, slug: string, cadence: string): Promise<void> {
    await who.data('mutation ($input: SetMailCadenceInput!) { setMailCadence(input: $input) { id } }', {
      input: { slug, cadence },
    });
  }

  /** How the dial stands. */
  async dialOf(who: GraphqlClient, slug: string): Promise<string> {
    const { community } = await who.data<{ community: { mailCadence: string } }>(
      'query ($slug: String!) { community(slug: $slug) { mailCadence } }',
      { slug },
    );
    return community.mailCadence;
  }

  /** All mail to somebody that belongs to a list: not what keeps the account. */
  listMailTo({ email }: Correspondent): ReceivedMail[] {
    return this.mailbox.to(email).filter((mail) => headerOf(mail, 'List-Id') !== null);
  }

  /** Does this, waits until everybody is told and all mail has gone out, and says what of lists came to whom. */
  async during(deed: () => Promise<unknown>): Promise<(who: Correspondent) => ReceivedMail[]> {
    const before = new Set(this.mailbox.messages);
    await deed();
    await this.settled();
    return (who) => this.listMailTo(who).filter((mail) => !before.has(mail));
  }

  /** Waits until everybody is told and all mail has gone out. */
  async settled(): Promise<void> {
    await until('the end of all that is to be told', async () => {
      await this.product.rows(HURRY);
      const left = await this.product.rows(
        `SELECT FROM graphile_worker.jobs WHERE run_at < now() + interval '20 seconds' LIMIT 1`,
      );
      return left.length === 0;
    });
  }

  /** A day passes, and everybody's digest is due. */
  async digests(): Promise<void> {
    await this.product.rows(A_DAY_LATER);
    await this.product.task('send-digests');
  }

  async end(): Promise<void> {
    await this.product.end();
    await this.mailbox.close();
  }
}
