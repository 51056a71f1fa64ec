import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { v7 } from 'uuid';
import type { Actor } from '../matrix/actors.js';
import { MatrixSite } from '../matrix/matrix-site.js';
import type { World } from '../matrix/world.js';
import { SmtpMailbox } from '../support/smtp-mailbox.js';
import { until } from '../support/until.js';

const OUTSIDERS: readonly Actor[] = [
  'unverified',
  'account',
  'applicant',
  'former member',
  'facilitator elsewhere',
  'staff',
];
const SECRET = 'Zinnwaldite';

/** A private community, who belongs to it and who does not, with everything that each of them heard. */
interface Ears {
  readonly world: World;
  readonly heard: string[];
  readonly memberHeard: string[];
}

describe('what happens in a private community', () => {
  const mailbox = new SmtpMailbox();
  const sockets: Socket[] = [];
  const all: Ears[] = [];
  let site: MatrixSite;

  const listen = async (who: { cookie?: string; token?: string }, heard: string[]): Promise<void> => {
    const { origin } = site.product;
    const socket = io(origin, {
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: { origin, ...(who.cookie === undefined ? {} : { cookie: who.cookie }) },
      ...(who.token === undefined ? {} : { auth: { token: who.token } }),
    });
    sockets.push(socket);
    socket.onAny((event: string, message: unknown) => heard.push(`${event} ${JSON.stringify(message)}`));
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
  };
  const token = async (accountId: string): Promise<string> => {
    const secret = randomBytes(32).toString('base64url');
    await site.client.query(
      `INSERT INTO access_tokens (id, account_id, token_hash, name, expires_at) VALUES ($1, $2, $3, 't', now() + interval '1 day')`,
      [v7(), accountId, createHash('sha256').update(secret).digest('base64url')],
    );
    return secret;
  };

  beforeAll(async () => {
    site = await MatrixSite.start({ env: { SMTP_URL: await mailbox.listen() } });
    for (const actor of OUTSIDERS) {
      const world = await site.fresh(actor, 'private');
      const ears: Ears = { world, heard: [], memberHeard: [] };
      all.push(ears);
      await site.client.query('DELETE FROM notifications WHERE community_id = $1', [world.communityId]);
      // As if they had belonged there once and wanted to hear everything; the plain member really does.
      for (const accountId of [world.actorId, world.memberId]) {
        await site.client.query(
          `INSERT INTO community_preferences (community_id, account_id, level, cadence, content_in_mail, token)
           VALUES ($1, $2, 'WATCHING', 'EACH', true, $3)
           ON CONFLICT (community_id, account_id) DO UPDATE SET level = 'WATCHING', cadence = 'EACH', content_in_mail = true`,
          [world.communityId, accountId, v7()],
        );
        await site.client.query(
          `INSERT INTO thread_watches (thread_id, account_id, community_id, level, cause) VALUES ($1, $2, $3, 'WATCHING', 'CHOSEN')`,
          [world.threadId, accountId, world.communityId],
        );
        await site.client.query(
          `INSERT INTO mail_settings (account_id, token, last_daily_at, last_weekly_at)
           VALUES ($1, $2, now() - interval '3 days', now() - interval '9 days')
           ON CONFLICT (account_id) DO UPDATE SET last_daily_at = now() - interval '3 days'`,
          [accountId, v7()],
        );
      }
      await site.client.query('INSERT INTO fanouts (subject_id, number) VALUES ($1, 3)', [world.threadId]);
      await listen({ cookie: world.cookie ?? '' }, ears.heard);
      await listen({ token: await token(world.memberId) }, ears.memberHeard);
    }
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await site?.stop();
    await mailbox.close();
  });

  it('is told to its members, and to nobody else: not by bell, nor in the inbox, nor by mail, nor in a digest', async () => {
    for (const { world } of all) {
      const author = site.product.client(await token(world.authorId));
      const body = `${SECRET} for [@Actor](/people/${world.actorId}) and [@Plain](/people/${world.memberId}).`;
      await author.data('mutation ($input: ReplyInput!) { reply(input: $input) { id } }', {
        input: { threadId: world.threadId, body },
      });
      await author.data('mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }', {
        input: { communitySlug: world.slug, title: `About ${SECRET}`, body },
      });
      await author.data('mutation ($input: ShareResourceInput!) { shareResource(input: $input) { id } }', {
        input: { communitySlug: world.slug, title: SECRET, url: 'https://example.org/' },
      });
    }
    await site.client.query(`SELECT graphile_worker.add_job('send-digests')`);

    // The members have it all: whatever could reach anybody has been on its way.
    for (const { world, memberHeard } of all) {
      const { rows } = await site.client.query<{ email: string }>('SELECT email FROM accounts WHERE id = $1', [
        world.memberId,
      ]);
      await mailbox.untilCame(
        rows[0]?.email ?? '',
        ({ subject }) => subject?.includes('one of your communities') ?? false,
      );
      await until('the bell of a member', () => memberHeard.some((line) => line.startsWith('unread:changed')));
      const { rows: told } = await site.client.query<{ kind: string }>(
        'SELECT kind FROM notifications WHERE account_id = $1 ORDER BY kind',
        [world.memberId],
      );
      expect(told.map(({ kind }) => kind)).toEqual(['MENTION', 'MENTION', 'NEW_RESOURCE']);
    }
    await until('the last job', async () => {
      const { rows } = await site.client.query(
        `SELECT 1 FROM graphile_worker.jobs WHERE task_identifier NOT LIKE 'sweep-%' AND run_at <= now() + interval '30 seconds' LIMIT 1`,
      );
      return rows.length === 0;
    });

    for (const { world, heard } of all) {
      // An applicant may hear of the own application; of what is said inside nobody hears.
      expect([world.actor, heard]).toEqual([world.actor, []]);
      const { rows } = await site.client.query('SELECT kind FROM notifications WHERE account_id = $1', [world.actorId]);
      expect([world.actor, rows]).toEqual([world.actor, []]);
      expect([world.actor, mailbox.to(world.email).map(({ subject }) => subject)]).toEqual([world.actor, []]);
    }
    // Of what travels over sockets and in headers nothing says what was written or named.
    for (const { memberHeard } of all) expect(memberHeard.join('\n')).not.toContain(SECRET);
    for (const { headers } of mailbox.messages) {
      const said = headers.map(({ key, value }) => `${key}: ${value}`).join('\n');
      expect(said).not.toContain(SECRET);
      for (const { world } of all) expect(said).not.toContain(world.slug);
    }
  });
});
