import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io as connect, type Socket } from 'socket.io-client';
import { z } from 'zod';
import { loadConfig } from '../../config/index.js';
import { createLogger } from '../../logging/index.js';
import { RateLimits } from '../../limits/index.js';
import { RedisLine } from '../../redis/index.js';
import { RealtimeServer } from '../realtime-server.js';
import { COMMUNITY, ORIGIN } from './realtime-scene.js';

/** What one process of several has of live connections; its people show `<account>/<session>` as their cookie. */
export class ProcessOnRedis {
  readonly line: RedisLine;
  readonly limits: RateLimits;
  readonly realtime: RealtimeServer;
  /** Who belongs to the community, as this process finds it. */
  belonging: string[] = [];
  /** Who may not read there any more, as this process finds it. */
  outside: string[] = [];
  private http: HttpServer | undefined;
  private port = 0;
  private readonly pages: Socket[] = [];

  constructor(redisUrl: string) {
    const config = loadConfig({ REDIS_URL: redisUrl, RATE_LIMITS: 'sockets-account=2,reply=3/600' });
    this.line = new RedisLine(config, createLogger('silent'));
    this.limits = new RateLimits(config, this.line);
    this.realtime = new RealtimeServer(this.line);
    this.realtime.on('thread:watch', z.object({ threadId: z.uuid() }), async (socket, { threadId }) => {
      await socket.enter(
        async () => undefined,
        () => ({ name: `thread:${threadId}`, communityId: COMMUNITY, closed: { threadId } }),
      );
      return { ok: true };
    });
    this.realtime.belongingBy(async () => new Set(this.belonging));
    this.realtime.outsidersBy(async (looking) =>
      looking.filter(({ accountId }) => accountId !== null && this.outside.includes(accountId)),
    );
    this.realtime.onModuleInit();
  }

  /** Gives it a door, as the api has; the worker has none. */
  async listen(): Promise<this> {
    const http = (this.http = createServer());
    this.realtime.attach(http, {
      origins: [ORIGIN],
      trustProxy: [],
      limits: { account: 2, address: 20 },
      authenticate: async ({ cookie }) => {
        const [accountId = null, sessionId = null] = cookie?.split('/') ?? [];
        return { accountId, sessionId, tokenId: null };
      },
      logger: createLogger('silent'),
    });
    await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
    this.port = (http.address() as AddressInfo).port;
    return this;
  }

  /** A page on this process; it comes back by itself as a browser's does. */
  async page(cookie?: string): Promise<Socket> {
    const socket = connect(`http://127.0.0.1:${this.port}`, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 50,
      extraHeaders: { origin: ORIGIN, ...(cookie === undefined ? {} : { cookie }) },
    });
    this.pages.push(socket);
    await new Promise<void>((done, fail) => {
      socket.once('connect', done).once('connect_error', fail);
    });
    return socket;
  }

  /** Ends it, and its pages before. */
  async end(): Promise<void> {
    for (const page of this.pages) page.disconnect();
    this.realtime.close();
    await this.line.end();
    this.http?.close();
  }
}
