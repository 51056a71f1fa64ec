import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io as connect, type Socket } from 'socket.io-client';
import { z } from 'zod';
import { NotFound, Unauthenticated } from '../../errors/index.js';
import { createLogger } from '../../logging/index.js';
import type { SocketViewer } from '../live-socket.js';
import type { RealtimeOptions } from '../realtime-options.js';
import { RealtimeServer } from '../realtime-server.js';

/** What the server says to an event. */
export interface Answer {
  readonly ok: boolean;
  readonly code?: string;
  readonly lastNumber?: number;
}

/** How a page comes. */
interface Coming {
  readonly cookie?: string;
  /** Our own by default; null for none. */
  readonly origin?: string | null;
  readonly token?: unknown;
  readonly transports?: string[];
}

export const ORIGIN = 'https://copse.example';
export const THREAD = '018f0000-0000-7000-8000-000000000001';
export const COMMUNITY = '018f0000-0000-7000-8000-00000000000c';

/** A server of live connections with the rooms of threads, and pages that come to it. */
export class RealtimeScene {
  readonly realtime = new RealtimeServer();
  readonly clients: Socket[] = [];
  /** Sessions and tokens that are worth nothing. */
  readonly ended = new Set<string>();
  mayRead: (viewer: SocketViewer) => boolean = () => true;
  /** How often somebody was to be let into a room. */
  asked = 0;
  private readonly http: HttpServer = createServer();

  private constructor() {}

  static async start(): Promise<RealtimeScene> {
    const scene = new RealtimeScene();
    scene.takeEvents();
    scene.realtime.attach(scene.http, {
      origins: [ORIGIN],
      trustProxy: [],
      limits: { account: 3, address: 12 },
      authenticate: scene.authenticate,
      secure: (_request, response, next) => {
        response.setHeader('x-content-type-options', 'nosniff');
        next();
      },
      logger: createLogger('silent'),
    });
    await new Promise<void>((resolve) => scene.http.listen(0, '127.0.0.1', resolve));
    return scene;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  /** A page that begins to connect; see {@link open}. */
  client({ cookie, origin = ORIGIN, token, transports = ['websocket'] }: Coming = {}): Socket {
    const socket = connect(this.url, {
      transports,
      reconnection: false,
      forceNew: true,
      extraHeaders: { ...(origin === null ? {} : { origin }), ...(cookie ? { cookie } : {}) },
      ...(token === undefined ? {} : { auth: { token } }),
    });
    this.clients.push(socket);
    return socket;
  }

  async close(): Promise<void> {
    for (const socket of this.clients.splice(0)) socket.disconnect();
    this.realtime.close();
    await new Promise((resolve) => this.http.close(resolve));
  }

  /** Accepts `cookie: <account>/<session>` and `token: <account>`. */
  private readonly authenticate: RealtimeOptions['authenticate'] = async ({ cookie, token }) => {
    if (token !== undefined) {
      if (this.ended.has(token)) throw new Unauthenticated();
      return { accountId: token, sessionId: null, tokenId: `t-${token}` };
    }
    const [accountId, sessionId] = cookie?.split('/') ?? [];
    if (!accountId || !sessionId || this.ended.has(sessionId))
      return { accountId: null, sessionId: null, tokenId: null };
    return { accountId, sessionId, tokenId: null };
  };

  private takeEvents(): void {
    this.realtime.on('thread:watch', z.object({ threadId: z.uuid() }).strict(), async (socket, { threadId }) => {
      const { lastNumber } = await socket.enter(
        async () => {
          this.asked += 1;
          if (!this.mayRead(socket.viewer)) throw new NotFound();
          return { lastNumber: 7 };
        },
        () => ({ name: `thread:${threadId}`, communityId: COMMUNITY, closed: { threadId } }),
      );
      return { ok: true, lastNumber };
    });
    this.realtime.on('thread:unwatch', z.object({ threadId: z.uuid() }).strict(), async (socket, { threadId }) => {
      await socket.leave({ threadId });
      return { ok: true };
    });
    this.realtime.on('community:watch', z.object({ slug: z.string() }).strict(), async () => {
      throw new TypeError('a bug');
    });
  }
}

/** Settles when the page is in; rejects with the refusal. */
export const open = (socket: Socket): Promise<Socket> =>
  new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', (error) => reject(error));
  });

/** What the page is told next by this name. */
export const once = <T>(socket: Socket, event: string): Promise<T> =>
  new Promise((resolve) => socket.once(event, resolve));

/** Sends an event and waits for what is said to it. */
export const ask = async (socket: Socket, event: string, ...args: unknown[]): Promise<Answer> =>
  (await socket.timeout(2_000).emitWithAck(event, ...args)) as Answer;
