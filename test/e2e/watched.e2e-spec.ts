import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { crowd } from '../faults/support/crowd.js';
import { freePort } from '../support/free-port.js';
import { OwnProduct } from '../support/own-product.js';
import { until } from '../support/until.js';

/** A span as OTLP has it in JSON. */
interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: Record<string, unknown> }[];
}

/** A receiver of OpenTelemetry's traces, as a collector is one. */
class Receiver {
  readonly spans: Span[] = [];
  /** What came, as it came. */
  readonly bodies: string[] = [];
  readonly keys = new Set<unknown>();
  private readonly server: Server = createServer((req, res) => {
    let body = '';
    req.setEncoding('utf8').on('data', (part: string) => (body += part));
    req.on('end', () => {
      this.keys.add(req.headers['x-key']);
      if (req.url === '/v1/traces') this.take(body);
      res.setHeader('content-type', 'application/json').end('{}');
    });
  });

  async listen(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private take(body: string): void {
    this.bodies.push(body);
    const { resourceSpans } = JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
    for (const { scopeSpans } of resourceSpans) for (const { spans } of scopeSpans) this.spans.push(...spans);
  }
}

const TOKEN = 'a-token-of-the-monitoring-and-of-nobody-else';
const BODY = 'What zinnwaldite is worth.';
const REPLY = 'mutation Reply($input: ReplyInput!) { reply(input: $input) { id } }';

describe('a watched process', () => {
  const receiver = new Receiver();
  let own: OwnProduct;
  let watch: string;
  let token: string;
  let threadId: string;
  const sockets: Socket[] = [];

  const figures = async (): Promise<string> => (await fetch(`${watch}/metrics`)).text();
  const figure = (text: string, name: string): number =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.slice(name.length + 1),
    );

  beforeAll(async () => {
    const port = await freePort();
    watch = `http://127.0.0.1:${port}`;
    own = await OwnProduct.start({
      METRICS_PORT: String(port),
      METRICS_TOKEN: TOKEN,
      OTEL_EXPORTER_OTLP_ENDPOINT: await receiver.listen(),
      OTEL_EXPORTER_OTLP_HEADERS: 'x-key=of%20ours',
      DRAIN_SECONDS: '5',
    });
    token = (await crowd(own.rows, 'small-museums', 1))[0]?.token ?? '';
    const { startThread } = await own.now
      .client(token)
      .data<{ startThread: { id: string } }>(
        'mutation StartThread($input: StartThreadInput!) { startThread(input: $input) { id } }',
        { input: { communitySlug: 'small-museums', title: 'Worth', body: BODY } },
      );
    threadId = startThread.id;
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await own?.end();
    await receiver.close();
  });

  it('shows its figures to who has the token, and to nobody else that there are any', async () => {
    const { origin } = own.now;
    const at = async (path: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${origin}${path}`, { headers });
      return { status: answer.status, text: await answer.text() };
    };
    const nothing = await at('/metricz');
    expect(nothing.status).toBe(404);
    expect(await at('/metrics')).toEqual({ ...nothing, text: nothing.text.replaceAll('metricz', 'metrics') });
    const wrong = { authorization: `Bearer ${TOKEN}x` };
    const nothingForHim = await at('/metricz', wrong);
    expect(await at('/metrics', wrong)).toEqual({
      ...nothingForHim,
      text: nothingForHim.text.replaceAll('metricz', 'metrics'),
    });
    const open = await at('/metrics', { authorization: `Bearer ${TOKEN}` });
    expect(open.status).toBe(200);
    expect(open.text).toContain('copse_build_info{version="');
  });

  it('answers on the port of its own, and nothing else there', async () => {
    const status = async (path: string, method = 'GET') => (await fetch(`${watch}${path}`, { method })).status;
    expect(await status('/health/live')).toBe(200);
    expect(await status('/health/ready')).toBe(200);
    for (const path of ['/', '/graphql', '/metrics/x', '/files', '/health']) expect(await status(path)).toBe(404);
    expect(await status('/metrics', 'POST')).toBe(404);
  });

  it("counts requests by the names of the web client's operations and by outcome, and by no name of a stranger's", async () => {
    const client = own.now.client(token);
    await client.data(REPLY, { input: { threadId, body: BODY } });
    expect(await client.refusal(REPLY, { input: { threadId: crypto.randomUUID(), body: BODY } })).toBe('NOT_FOUND');
    await client.data('query AnyNameThatSomebodyInvents { me { id } }');
    await fetch(`${own.now.origin}/health/live`);
    const text = await until('all of them to be counted', async () => {
      const now = await figures();
      return now.includes('operation="health"') && now;
    });
    const count = (operation: string, outcome: string): number =>
      figure(text, `copse_request_seconds_count{operation="${operation}",outcome="${outcome}"}`);
    expect(count('Reply', 'ok')).toBe(1);
    expect(count('Reply', 'NOT_FOUND')).toBe(1);
    expect(count('StartThread', 'ok')).toBe(1);
    expect(count('other', 'ok')).toBeGreaterThanOrEqual(1);
    expect(count('health', 'ok')).toBe(1);
    expect(text).not.toMatch(/AnyName|zinnwaldite/);
  });

  it('tells of the event loop, the database, sockets, jobs, mail and storage', async () => {
    const socket = io(own.now.origin, { transports: ['websocket'], forceNew: true, auth: { token } });
    sockets.push(socket);
    await new Promise((done) => socket.once('connect', () => done(undefined)));
    await own.rows(
      `SELECT graphile_worker.add_job('send-mail', '{"id":"00000000-0000-7000-8000-000000000000"}'::json, run_at => now() + interval '1 day')`,
    );
    await own.rows(
      `WITH lost AS (SELECT id FROM graphile_worker.add_job('mail-post', '{}'::json, run_at => now() + interval '1 day'))
       SELECT graphile_worker.permanently_fail_jobs(ARRAY(SELECT id FROM lost), 'tried in vain')`,
    );
    const text = await until('a socket and a job that has failed', async () => {
      const now = await figures();
      const all = ['copse_sockets', 'copse_jobs{task="mail-post",state="failed"}'];
      return all.every((name) => figure(now, name) === 1) && now;
    });
    expect(figure(text, 'copse_jobs{task="sweep-mail",state="failed"}')).toBe(0);
    expect(figure(text, 'copse_jobs_oldest_seconds{task="send-mail"}')).toBe(0);
    expect(figure(text, 'copse_mail_waiting')).toBe(1);
    expect(figure(text, 'copse_database_connections{state="idle"}')).toBeGreaterThanOrEqual(0);
    expect(figure(text, 'copse_database_waiting')).toBe(0);
    expect(figure(text, 'copse_stored_bytes')).toBe(0);
    expect(figure(text, 'copse_disk_bytes{kind="free"}')).toBeGreaterThan(0);
    expect(figure(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
    expect(figure(text, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
  });

  it('sends what it did as traces: requests with their operation and statements, and jobs, without a word of anybody', async () => {
    const named = (name: string): Span | undefined => receiver.spans.find((span) => span.name === name);
    const [request, operation, write, job] = await until('the traces of a reply', () => {
      const found = ['POST Reply', 'graphql Reply', 'sql COMMIT', 'job notify-when-reply-posted'].map(named);
      return found.every((span) => span !== undefined) && found;
    });
    expect(request?.parentSpanId ?? '').toBe('');
    expect(operation).toMatchObject({ traceId: request?.traceId, parentSpanId: request?.spanId });
    expect(
      receiver.spans.some(({ parentSpanId, name }) => parentSpanId === operation?.spanId && name.startsWith('sql ')),
    ).toBe(true);
    expect(write?.parentSpanId).toBeTruthy();
    expect(job?.parentSpanId ?? '').toBe('');
    expect(receiver.spans.some(({ parentSpanId }) => parentSpanId === job?.spanId)).toBe(true);
    expect(receiver.keys).toEqual(new Set(['of ours']));
    expect(receiver.bodies.join('')).not.toMatch(/zinnwaldite|example\.org/);
    expect(receiver.bodies.join('')).not.toContain(token);
  });

  it('says first that it is about to end, still answers, and then is gone', async () => {
    const socket = sockets[0];
    const closed = new Promise((done) => socket?.once('disconnect', done));
    socket?.io.reconnection(false);
    const ended = own.now.end('SIGTERM');
    await until('it to be no longer ready', async () => {
      const answer = await fetch(`${own.now.origin}/health/ready`);
      return answer.status === 503 && (await answer.text()) === '{"status":"draining"}';
    });
    expect((await fetch(`${watch}/health/ready`)).status).toBe(503);
    expect((await fetch(`${watch}/health/live`)).status).toBe(200);
    const answer = await own.now.client(token).ask(REPLY, { input: { threadId, body: BODY } });
    expect([answer.errors, answer.headers.get('connection')]).toEqual([undefined, 'close']);
    expect(socket?.connected).toBe(true);
    await closed;
    expect(await ended).toBe(0);
    // The last of what it did was told before it went.
    expect(receiver.spans.filter(({ name }) => name === 'POST Reply').length).toBe(3);
  });
});
