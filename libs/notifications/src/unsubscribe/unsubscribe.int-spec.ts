import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { Viewer } from '#identity';
import { statement } from '#platform/database';
import { ForgettingService } from '../inbox/forgetting.service.js';
import { announcePost, dial, dropMails, hurry, mailsOf, nextDay, sendDigests, tokenIn } from '../testing/mail.js';
import { aScene, deliver, dropJobs, refusal, type Person, type Scene } from '../testing/test-api.js';
import { UnsubscribeEndpoint } from './unsubscribe-endpoint.service.js';

const POSTS = statement('test-unsubscribe-post', `SELECT id FROM posts WHERE thread_id = $1`);
const TOKEN = statement(
  'test-unsubscribe-token',
  `SELECT p.token FROM community_preferences p JOIN communities c ON c.id = p.community_id WHERE p.account_id = $1 AND c.slug = $2`,
);
const NAMES = statement('test-unsubscribe-name', `SELECT name_en AS name FROM communities WHERE slug = $1`);
const IDS = statement('test-unsubscribe-id', `SELECT id FROM communities WHERE slug = $1`);
const FIELDS = '{ language communityName cadence digestStopped }';

describe('links that stop mail', () => {
  let scene: Scene;
  let server: Server;
  let address: string;
  beforeAll(async () => {
    scene = await aScene({ RATE_LIMITS: 'unsubscribe=100000/600' });
    const site = express();
    site.use('/unsubscribe', scene.api.app.get(UnsubscribeEndpoint, { strict: false }).handler());
    site.use((_req, res) => void res.status(200).send('the page of the web client'));
    server = createServer(site).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.close();
    await scene.api.close();
  });
  beforeEach(async () => {
    await dropMails(scene.api);
    await dropJobs(scene.api);
  });

  const read = (token: string, viewer: Viewer = Viewer.anonymous) =>
    scene.api.ask(viewer, `query ($t: String!) { mailSubscription(token: $t) ${FIELDS} }`, { t: token });
  const change = (input: object, viewer: Viewer = Viewer.anonymous) =>
    scene.api.call(viewer, 'changeMailSubscription', input, FIELDS);
  const cadence = (person: Person, slug: string) =>
    scene.api.get<{ mailCadence: string | null }>(person, `{ community(slug: "${slug}") { mailCadence } }`);
  const post = (token: string, headers: Record<string, string> = {}, body = 'List-Unsubscribe=One-Click') =>
    fetch(`${address}/unsubscribe/${token}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    });
  const answerOf = async (token: string): Promise<unknown> => {
    const answer = await post(token);
    return [answer.status, await answer.text()];
  };
  const tokenOf = async (person: Person, slug: string) => {
    const [row] = await scene.api.db.run<{ token: string }>(TOKEN, [person.accountId, slug]);
    return row?.token ?? '';
  };
  /** A letter about a post of Ann's, as Bob gets it. */
  const letter = async () => {
    const { api, ann, bob, open } = scene;
    await dial(api, bob, open, 'EACH');
    const thread = await api.aThread(ann, open);
    const [row] = await api.db.run<{ id: string }>(POSTS, [thread]);
    await announcePost(api, row?.id ?? '');
    await hurry(api);
    await deliver(api, { only: /^mail-post$/ });
    const [mail] = await mailsOf(api, bob);
    if (!mail) throw new Error('No letter came.');
    return mail;
  };
  const digest = async () => {
    const { api, ann, bob, open } = scene;
    await dial(api, bob, open, 'DAILY');
    await nextDay(api);
    await api.aThread(ann, open);
    await sendDigests(api);
    const [mail] = await mailsOf(api, bob);
    if (!mail) throw new Error('No digest came.');
    return mail;
  };

  it('do nothing for who guesses', async () => {
    const guess = 'A'.repeat(43);
    expect((await read(guess)).code).toBe('NOT_FOUND');
    expect((await change({ token: guess, cadence: 'NONE' })).code).toBe('NOT_FOUND');
    expect((await change({ token: guess, digestStopped: true })).code).toBe('NOT_FOUND');
    expect(await answerOf(guess)).toEqual([200, 'You get no more such mail.\n']);
  });

  it('name each field that is wrong', async () => {
    const token = tokenIn(await letter());
    expect(refusal(await read('no token'))).toEqual(['BAD_USER_INPUT', ['token']]);
    expect(refusal(await change({ token: 'no token', cadence: 'NONE' }))).toEqual(['BAD_USER_INPUT', ['token']]);
    expect(refusal(await change({ token }))).toEqual(['BAD_USER_INPUT', ['cadence']]);
    expect(refusal(await change({ token, cadence: 'NONE', digestStopped: true }))).toEqual([
      'BAD_USER_INPUT',
      ['cadence'],
    ]);
    expect(refusal(await change({ token, digestStopped: true }))).toEqual(['BAD_USER_INPUT', ['cadence']]);
    const ofDigest = tokenIn(await digest());
    expect(refusal(await change({ token: ofDigest, cadence: 'NONE' }))).toEqual(['BAD_USER_INPUT', ['digestStopped']]);
  });

  it('turn the mail of a community down and up again, for whoever holds them', async () => {
    const { api, ann, bob, open, hidden } = scene;
    const token = tokenIn(await letter());
    const [row] = await api.db.run<{ name: string }>(NAMES, [open]);
    expect((await read(token)).data?.['mailSubscription']).toEqual({
      language: 'EN',
      communityName: row?.name,
      cadence: 'EACH',
      digestStopped: null,
    });
    expect((await change({ token, cadence: 'NONE' }, ann)).data?.['changeMailSubscription']).toMatchObject({
      cadence: 'NONE',
    });
    expect(await cadence(bob, open)).toEqual({ mailCadence: 'NONE' });
    expect(await cadence(ann, open)).toEqual({ mailCadence: 'DAILY' });
    expect(await cadence(bob, hidden)).toEqual({ mailCadence: 'DAILY' });
    expect((await change({ token, cadence: 'WEEKLY' })).data?.['changeMailSubscription']).toMatchObject({
      cadence: 'WEEKLY',
    });
    expect(await cadence(bob, open)).toEqual({ mailCadence: 'WEEKLY' });
  });

  it('stop the digest, and begin it again', async () => {
    const token = tokenIn(await digest());
    expect((await read(token)).data?.['mailSubscription']).toEqual({
      language: 'EN',
      communityName: null,
      cadence: null,
      digestStopped: false,
    });
    expect((await change({ token, digestStopped: true })).data?.['changeMailSubscription']).toMatchObject({
      digestStopped: true,
    });
    expect(await mailsOf(scene.api, scene.bob)).toEqual([]);
    expect((await change({ token, digestStopped: false })).data?.['changeMailSubscription']).toMatchObject({
      digestStopped: false,
    });
  });

  it('name no private community', async () => {
    const { api, bob, hidden } = scene;
    await dial(api, bob, hidden, 'EACH');
    expect((await read(await tokenOf(bob, hidden))).data?.['mailSubscription']).toEqual({
      language: 'EN',
      communityName: null,
      cadence: 'EACH',
      digestStopped: null,
    });
  });

  it('work no more for who left, nor for who closed the account', async () => {
    const { api, elsewhere } = scene;
    const reader = await api.person('Reader');
    await api.join(reader, elsewhere);
    await dial(api, reader, elsewhere, 'EACH');
    const token = await tokenOf(reader, elsewhere);
    expect((await read(token)).code).toBeUndefined();
    await api.leave(reader, elsewhere);
    expect((await read(token)).code).toBe('NOT_FOUND');
    expect((await change({ token, cadence: 'EACH' })).code).toBe('NOT_FOUND');
    // They get no such mail, so a mail program is told what it wants to hear.
    expect(await answerOf(token)).toEqual([200, 'You get no more such mail.\n']);
    const [{ id = '' } = {}] = await api.db.run<{ id: string }>(IDS, [elsewhere]);
    await api.app.get(ForgettingService, { strict: false }).community(reader.accountId, id);
    expect(await answerOf(token)).toEqual([200, 'You get no more such mail.\n']);
    await api.join(reader, elsewhere);
    await dial(api, reader, elsewhere, 'EACH');
    expect(await answerOf(token)).toEqual([200, 'You get no more such mail.\n']);
    expect(await cadence(reader, elsewhere)).toEqual({ mailCadence: 'EACH' });
  });

  it('of a community begin no digest that was stopped', async () => {
    const { api, bob, open } = scene;
    await dial(api, bob, open, 'EACH');
    const digestStopped = (stopped: boolean) =>
      api.get(bob, `mutation { setMailSettings(input: { digestStopped: ${stopped} }) { digestStopped } }`);
    await digestStopped(true);
    const token = await tokenOf(bob, open);
    for (const asked of ['DAILY', 'WEEKLY']) {
      expect((await change({ token, cadence: asked })).data?.['changeMailSubscription']).toMatchObject({
        cadence: asked,
      });
      expect(await api.get(bob, '{ mailSettings { digestStopped } }')).toEqual({ digestStopped: true });
    }
    // Who is signed in asks for digests by turning the dial.
    await dial(api, bob, open, 'DAILY');
    expect(await api.get(bob, '{ mailSettings { digestStopped } }')).toEqual({ digestStopped: false });
  });

  describe('by one click in a mail program (RFC 8058)', () => {
    it('are obeyed by a POST, also twice, without cookies and from anywhere', async () => {
      const { api, bob, open } = scene;
      const token = tokenIn(await letter());
      const answer = await post(token, {
        origin: 'https://mail.example',
        cookie: 'copse=stolen',
        'sec-fetch-site': 'cross-site',
      });
      expect([answer.status, answer.headers.get('location'), answer.headers.get('set-cookie')]).toEqual([
        200,
        null,
        null,
      ]);
      expect(await cadence(bob, open)).toEqual({ mailCadence: 'NONE' });
      expect(await mailsOf(api, bob)).toEqual([]);
      expect((await post(token)).status).toBe(200);
      expect(await cadence(bob, open)).toEqual({ mailCadence: 'NONE' });
      const ofDigest = tokenIn(await digest());
      expect((await post(ofDigest)).status).toBe(200);
      expect(await api.get(bob, '{ mailSettings { digestStopped } }')).toEqual({ digestStopped: true });
      await api.get(bob, 'mutation { setMailSettings(input: { digestStopped: false }) { digestHour } }');
    });

    it.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])(
      'are not obeyed by %s, as whoever looks for bad links sends',
      async (method) => {
        const { bob, open } = scene;
        const token = tokenIn(await letter());
        const answer = await fetch(`${address}/unsubscribe/${token}`, { method, redirect: 'manual' });
        expect(answer.status).toBe(200);
        if (method === 'GET') expect(await answer.text()).toBe('the page of the web client');
        expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
        expect(answer.headers.get('x-robots-tag')).toBe('noindex');
        expect(await cadence(bob, open)).toEqual({ mailCadence: 'EACH' });
      },
    );

    it('are obeyed whatever comes with them, however much', async () => {
      const { bob, open } = scene;
      const token = tokenIn(await letter());
      expect(
        (await post(token, { 'content-type': 'multipart/form-data; boundary=x' }, 'x'.repeat(2_000_000))).status,
      ).toBe(200);
      expect(await cadence(bob, open)).toEqual({ mailCadence: 'NONE' });
    });

    it('are no pages for other paths', async () => {
      for (const path of ['', '/', '/short', '/..%2f..%2fetc', `/${'A'.repeat(43)}/more`]) {
        const answer = await fetch(`${address}/unsubscribe${path}`, { method: 'POST' });
        expect([path, await answer.text()]).toEqual([path, 'the page of the web client']);
      }
    });
  });

  it('are looked at so often from one network address, and no more', async () => {
    const limited = await aScene({ RATE_LIMITS: 'unsubscribe=2/600' });
    const look = () =>
      limited.api.ask(Viewer.anonymous, `query ($t: String!) { mailSubscription(token: $t) ${FIELDS} }`, {
        t: 'A'.repeat(43),
      });
    expect([(await look()).code, (await look()).code, (await look()).code]).toEqual([
      'NOT_FOUND',
      'NOT_FOUND',
      'RATE_LIMITED',
    ]);
    await limited.api.close();
  });
});
