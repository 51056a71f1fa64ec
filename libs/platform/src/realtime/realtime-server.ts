import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Server, type ServerOptions } from 'socket.io';
import { Adapter } from 'socket.io-adapter';
import type { ZodType } from 'zod';
import type { ClientToServerEvents, ServerToClientEvents } from '#contracts';
import { BadInput, toDomainError } from '../errors/index.js';
import type { Logger } from '../logging/index.js';
import { Admission } from './admission.js';
import { EventDesk, type EventHandler } from './event-desk.js';
import { clientAddress, fromOurPages, handshakeOf, type AddressOf, type SocketHandshake } from './handshake.js';
import { LiveSocket, type SocketData, type SocketViewer, type WireSocket } from './live-socket.js';
import { Places } from './places.js';
import { accountsOf, closeRooms, isIn, type Choice } from './reached-socket.js';
import { dropSlowConsumers } from './slow-consumers.js';

/** What the process decides about its live connections. */
export interface RealtimeOptions {
  /** Origins whose pages may connect (configuration, `origins`). */
  readonly origins: readonly string[];
  /** Proxies whose X-Forwarded-For is believed (TRUST_PROXY). */
  readonly trustProxy: readonly string[];
  /** Connections open at once: `sockets-account` and `sockets-address` of RATE_LIMITS. */
  readonly limits: { readonly account: number; readonly address: number };
  /** Who this is: anonymous without credentials, a DomainError for credentials that are worth nothing. */
  readonly authenticate: (handshake: SocketHandshake) => Promise<SocketViewer>;
  /** Sets the headers that every answer of the process carries, in the form of Express's middleware. */
  readonly secure?: (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;
  readonly logger: Logger;
}

type Io = Server<ClientToServerEvents, ServerToClientEvents, Record<string, never>, SocketData>;

/** Sessions and tokens run out while a connection only listens: its credentials are looked at anew so often. */
const CONFIRM_EVERY_MS = 5 * 60_000;

/**
 * Above `sockets-address` a connection is told so and how long to wait, for which it must be let in first. So many times
 * the limit are let in, the others are turned away at the door.
 */
const TOLD = 2;

const SOCKET_IO: Partial<ServerOptions> = {
  path: '/socket.io',
  serveClient: false,
  transports: ['polling', 'websocket'],
  maxHttpBufferSize: 64 * 1024,
  connectTimeout: 10_000,
  // No connection state recovery: it replays messages to people removed meanwhile (docs/architecture.md, *Sockets*).
};

/**
 * The live connections of this process. Libs register handlers of exact event names and emit to rooms; in a process
 * without an HTTP server, emitting goes nowhere and harms nobody.
 */
@Injectable()
export class RealtimeServer {
  private io: Io | undefined;
  private logger: Logger | undefined;
  private stopLooking: (() => void) | undefined;
  private confirming: NodeJS.Timeout | undefined;
  private readonly desk = new EventDesk(() => this.logger);
  private readonly sockets = new WeakMap<WireSocket, LiveSocket<SocketViewer>>();

  /** Registers the handler of an event that clients send. `Viewer` is what this process's `authenticate` returns. */
  on<Viewer extends SocketViewer, Payload>(
    event: keyof ClientToServerEvents,
    schema: ZodType<Payload>,
    handler: EventHandler<Viewer, Payload>,
  ): void {
    this.desk.add(event, schema, handler);
  }

  /** Begins to accept connections at `/socket.io` of this HTTP server. */
  attach(httpServer: HttpServer, options: RealtimeOptions): void {
    const addressOf = clientAddress(options.trustProxy);
    const doors = new Places(options.limits.address * TOLD);
    const places = { account: new Places(options.limits.account), address: new Places(options.limits.address) };
    const io: Io = new Server(httpServer, {
      ...SOCKET_IO,
      allowRequest: (request, decide) => {
        if (fromOurPages(request.headers, options.origins) === 'no') return decide('Not from this origin.', false);
        // Requests with a sid belong to a connection that is counted already.
        const fresh = !/[?&]sid=/.test(request.url ?? '');
        if (fresh && doors.isFull(addressOf(request))) return decide('Too many connections from this address.', false);
        decide(null, true);
      },
    });
    this.io = io;
    this.logger = options.logger;

    if (options.secure) io.engine.use(options.secure);
    io.engine.on('connection', (connection: WireSocket['conn']) => {
      const release = doors.take(addressOf(connection.request));
      if (!release) return connection.close(true);
      connection.once('close', release);
    });
    io.use(async (wire, next) => {
      let admission: Admission | undefined;
      try {
        admission = Admission.of(wire);
        admission.take(places.address, addressOf(wire.request));
        const { accountId } = await this.admit(wire, options, addressOf);
        if (accountId !== null) admission.take(places.account, accountId);
        next();
      } catch (error) {
        admission?.end();
        next(this.refusalOf(error));
      }
    });
    io.on('connection', (wire) => this.welcome(wire, options, addressOf));
    this.stopLooking = dropSlowConsumers(io as never, () => options.logger.info('realtime: dropped a slow consumer'));
    this.confirming = setInterval(() => {
      for (const wire of io.sockets.sockets.values()) void this.confirm(wire, options, addressOf);
    }, CONFIRM_EVERY_MS);
    this.confirming.unref();
  }

  /**
   * Whether anybody may be in the room of this thread or of this community. Only a single process can say no; with an
   * adapter between processes the answer is always yes.
   */
  isHeard(threadId: string, communityId: string): boolean {
    const adapter = this.io?.sockets.adapter;
    if (!adapter) return false;
    if (Object.getPrototypeOf(adapter) !== Adapter.prototype) return true;
    return adapter.rooms.has(`thread:${threadId}`) || adapter.rooms.has(`community:${communityId}`);
  }

  /**
   * Those of these accounts that may have a page open. Only a single process can say no; with an adapter between
   * processes the answer is all of them.
   */
  connectedAmong(accountIds: Iterable<string>): string[] {
    const adapter = this.io?.sockets.adapter;
    if (!adapter) return [];
    if (Object.getPrototypeOf(adapter) !== Adapter.prototype) return [...accountIds];
    return [...accountIds].filter((id) => adapter.rooms.has(`account:${id}`));
  }

  /** Tells everybody in the room of this thread. */
  emitToThread<Name extends keyof ServerToClientEvents>(
    threadId: string,
    event: Name,
    ...message: Parameters<ServerToClientEvents[Name]>
  ): void {
    this.io?.to(`thread:${threadId}`).emit(event, ...message);
  }

  /** Tells everybody in the room of this community. */
  emitToCommunity<Name extends keyof ServerToClientEvents>(
    communityId: string,
    event: Name,
    ...message: Parameters<ServerToClientEvents[Name]>
  ): void {
    this.io?.to(`community:${communityId}`).emit(event, ...message);
  }

  /** Tells every page that this account has open. */
  emitToAccount<Name extends keyof ServerToClientEvents>(
    accountId: string,
    event: Name,
    ...message: Parameters<ServerToClientEvents[Name]>
  ): void {
    this.io?.to(`account:${accountId}`).emit(event, ...message);
  }

  /**
   * Tells, once, each socket that is in any room of this community (its list's or one of its threads') and each of the
   * connected accounts that `belonging` picks, wherever their pages are. Looks at every connection, since rooms do not
   * say whose they are: for what happens rarely.
   */
  async emitToPagesOfCommunity<Name extends keyof ServerToClientEvents>(
    communityId: string,
    belonging: Choice,
    event: Name,
    ...message: Parameters<ServerToClientEvents[Name]>
  ): Promise<void> {
    const sockets = (await this.io?.fetchSockets()) ?? [];
    if (sockets.length === 0) return;
    const chosen = await belonging(accountsOf(sockets));
    for (const socket of sockets) {
      if (isIn(socket, communityId) || chosen.has(socket.data.accountId ?? '')) socket.emit(event, ...message);
    }
  }

  /** Makes all sockets of this account leave the rooms of this community at once, and tells them so. */
  async leaveCommunityRooms(accountId: string, communityId: string): Promise<void> {
    if (!this.io) return;
    for (const socket of await this.io.in(`account:${accountId}`).fetchSockets()) closeRooms(socket, communityId);
  }

  /**
   * The same for everybody except those accounts that `staying` answers, out of the ones that are in there: it is asked
   * once, after the change that ended the others' reading. Looks at every connection, as `emitToPagesOfCommunity` does.
   */
  async closeRoomsOfCommunity(communityId: string, staying: Choice): Promise<void> {
    const sockets = ((await this.io?.fetchSockets()) ?? []).filter((socket) => isIn(socket, communityId));
    if (sockets.length === 0) return;
    const chosen = await staying(accountsOf(sockets));
    for (const socket of sockets) {
      if (!chosen.has(socket.data.accountId ?? '')) closeRooms(socket, communityId);
    }
  }

  /** Ends the connections of this session: it was signed out or revoked. */
  disconnectSession(sessionId: string): void {
    this.io?.in(`session:${sessionId}`).disconnectSockets(true);
  }

  /** Ends the connections that showed this access token: it was revoked. */
  disconnectToken(tokenId: string): void {
    this.io?.in(`token:${tokenId}`).disconnectSockets(true);
  }

  /** Ends the connections of this account, or all but those of one session. */
  disconnectAccount(accountId: string, options: { exceptSessionId?: string | null } = {}): void {
    const sockets = this.io?.in(`account:${accountId}`);
    (options.exceptSessionId ? sockets?.except(`session:${options.exceptSessionId}`) : sockets)?.disconnectSockets(
      true,
    );
  }

  /** Connections that are open in this process. */
  get connections(): number {
    return this.io?.sockets.sockets.size ?? 0;
  }

  /** Ends all connections and accepts no more; the HTTP server is left to whoever made it. */
  close(): void {
    clearInterval(this.confirming);
    this.stopLooking?.();
    this.io?.local.disconnectSockets(true);
    this.io?.engine.close();
    this.io = undefined;
  }

  private async admit(wire: WireSocket, options: RealtimeOptions, addressOf: AddressOf): Promise<SocketViewer> {
    const viewer = await options.authenticate(handshakeOf(wire, addressOf));
    // Whoever acts by cookie shows where it comes from, here as everywhere (docs/security.md, *Sessions*).
    if (viewer.sessionId !== null && fromOurPages(wire.request.headers, options.origins) !== 'yes') {
      throw new BadInput({ origin: 'A session cookie needs the Origin header of this site.' });
    }
    this.sockets.set(wire, new LiveSocket(wire, viewer));
    return viewer;
  }

  private welcome(wire: WireSocket, options: RealtimeOptions, addressOf: AddressOf): void {
    const socket = this.sockets.get(wire);
    if (!socket) return void wire.disconnect(true);
    const { viewer } = socket;
    wire.data.accountId = viewer.accountId;
    wire.data.rooms = {};
    if (viewer.accountId !== null) {
      void wire.join(`account:${viewer.accountId}`);
      if (viewer.sessionId !== null) void wire.join(`session:${viewer.sessionId}`);
      if (viewer.tokenId !== null) void wire.join(`token:${viewer.tokenId}`);
      // Asked again: a session that ended before its room was joined would have been missed.
      void this.confirm(wire, options, addressOf);
    }
    this.desk.serve(wire, socket, () => this.confirm(wire, options, addressOf));
  }

  /** Looks at the credentials anew; ends the connection, and answers false, when they are not what they were. */
  private async confirm(wire: WireSocket, options: RealtimeOptions, addressOf: AddressOf): Promise<boolean> {
    const socket = this.sockets.get(wire);
    if (!socket || !wire.connected) return false;
    const before = socket.viewer;
    if (before.accountId === null) return true;
    try {
      const now = await options.authenticate(handshakeOf(wire, addressOf));
      if (now.accountId === before.accountId && now.sessionId === before.sessionId && now.tokenId === before.tokenId) {
        socket.viewer = now;
        return true;
      }
    } catch (error) {
      // A database that does not answer just now is no reason to throw people out: every event asks it again anyway.
      if (toDomainError(error)?.code === 'UNAVAILABLE') return true;
    }
    wire.disconnect(true);
    return false;
  }

  private refusalOf(thrown: unknown): Error {
    const known = toDomainError(thrown);
    if (!known) this.logger?.error({ err: thrown }, 'realtime: could not authenticate');
    const error = new Error(known?.message ?? 'Something went wrong on our side.');
    return Object.assign(error, { data: { code: known?.code ?? 'INTERNAL', ...known?.details } });
  }
}
