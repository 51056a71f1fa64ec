import type { Server as HttpServer } from 'node:http';
import { Injectable, Optional, type OnModuleInit } from '@nestjs/common';
import { Server, type ServerOptions } from 'socket.io';
import { Adapter } from 'socket.io-adapter';
import type { ZodType } from 'zod';
import type { ClientToServerEvents, ServerToClientEvents } from '#contracts';
import type { Logger } from '../logging/index.js';
import { RedisLine } from '../redis/index.js';
import { EventDesk, type EventHandler } from './event-desk.js';
import type { SocketData, SocketViewer, WireSocket } from './live-socket.js';
import type { Belonging, CommunityTelling, Outsiders, ProcessEvents, Telling } from './pages-asked.js';
import { accountsOf, closeRooms, isIn, startOver } from './reached-socket.js';
import type { RealtimeOptions } from './realtime-options.js';
import { Reception } from './reception.js';
import { RoomWatch } from './room-watch.js';
import { dropSlowConsumers } from './slow-consumers.js';
import { StreamAdapter } from './stream-adapter.js';

type Io = Server<ClientToServerEvents, ServerToClientEvents, ProcessEvents, SocketData>;

/** Sessions and tokens run out while a connection only listens: its credentials are looked at anew so often. */
const CONFIRM_EVERY_MS = 5 * 60_000;

const SOCKET_IO: Partial<ServerOptions> = {
  path: '/socket.io',
  serveClient: false,
  transports: ['polling', 'websocket'],
  maxHttpBufferSize: 64 * 1024,
  connectTimeout: 10_000,
  // No connection state recovery: it replays messages to people removed meanwhile (docs/architecture.md, *Sockets*).
};

/**
 * The live connections of the site. Libs register handlers of exact event names and emit to rooms, which reaches the pages
 * of this process, and through Redis those of all others; in a process that has neither, it goes nowhere and harms nobody.
 */
@Injectable()
export class RealtimeServer implements OnModuleInit {
  private io: Io | undefined;
  private logger: Logger | undefined;
  private reception: Reception | undefined;
  private belonging: Belonging | undefined;
  private outsiders: Outsiders | undefined;
  private roomWatch: RoomWatch | undefined;
  private stopLooking: (() => void) | undefined;
  private confirming: NodeJS.Timeout | undefined;
  private readonly desk = new EventDesk(() => this.logger);

  constructor(@Optional() private readonly line?: RedisLine) {}

  /** Joins the other processes, where there are some, before anything of this one has anything to say. */
  onModuleInit(): void {
    const { line } = this;
    if (!line?.commands) return;
    // socket.io calls it with `new`.
    const adapter = function (namespace: ConstructorParameters<typeof StreamAdapter>[0]) {
      return new StreamAdapter(namespace, line, miss);
    };
    const miss = (): void => this.startOver();
    this.io = this.obey(new Server({ ...SOCKET_IO, adapter } as Partial<ServerOptions>));
  }

  /** Registers the handler of an event that clients send. `Viewer` is what this process's `authenticate` returns. */
  on<Viewer extends SocketViewer, Payload>(
    event: keyof ClientToServerEvents,
    schema: ZodType<Payload>,
    handler: EventHandler<Viewer, Payload>,
  ): void {
    this.desk.add(event, schema, handler);
  }

  /** Says how it is found out who belongs to a community, in each process for the pages that it holds. */
  belongingBy(belonging: Belonging): void {
    this.belonging = belonging;
  }

  /** Says how it is found out who may not read what they look at: where others may take rights away, it is asked often. */
  outsidersBy(outsiders: Outsiders): void {
    this.outsiders = outsiders;
  }

  /** Those of these accounts who belong to a community now; nobody where nobody has said how that is found out. */
  async whoBelongs(communityId: string, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
    return (await this.belonging?.(communityId, accountIds)) ?? new Set();
  }

  /** Begins to accept connections at `/socket.io` of this HTTP server. */
  attach(httpServer: HttpServer, options: RealtimeOptions): void {
    const reception = new Reception(options, this.desk, this.line);
    const io = (this.io ??= new Server(SOCKET_IO) as Io);
    io.attach(httpServer, { ...SOCKET_IO, allowRequest: reception.allow });
    this.logger = options.logger;
    this.reception = reception;

    if (options.secure) io.engine.use(options.secure);
    io.engine.on('connection', reception.count);
    io.use(reception.admit);
    io.on('connection', reception.welcome);
    this.stopLooking = dropSlowConsumers(io as never, () => options.logger.info('realtime: dropped a slow consumer'));
    this.confirming = setInterval(() => {
      for (const wire of this.pages()) void reception.confirm(wire);
    }, CONFIRM_EVERY_MS);
    this.confirming.unref();
    const { outsiders } = this;
    if (this.amongOthers && outsiders) this.roomWatch = new RoomWatch(() => this.pages(), outsiders, options.logger);
  }

  /**
   * Whether anybody may be in the room of this thread or of this community. Only a single process can say no; with others
   * beside it the answer is always yes.
   */
  isHeard(threadId: string, communityId: string): boolean {
    if (this.amongOthers) return true;
    const rooms = this.io?.sockets.adapter.rooms;
    return rooms !== undefined && (rooms.has(`thread:${threadId}`) || rooms.has(`community:${communityId}`));
  }

  /**
   * Those of these accounts that may have a page open. Only a single process can say no; with others beside it the answer
   * is all of them.
   */
  connectedAmong(accountIds: Iterable<string>): string[] {
    if (this.amongOthers) return [...accountIds];
    const rooms = this.io?.sockets.adapter.rooms;
    return rooms === undefined ? [] : [...accountIds].filter((id) => rooms.has(`account:${id}`));
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

  /** Tells many accounts each their own, as one message between processes. */
  emitToAccounts(tellings: readonly Telling[]): void {
    if (tellings.length === 0) return;
    this.tellAccounts(tellings);
    if (this.amongOthers) this.io?.serverSideEmit('accounts:tell', tellings);
  }

  /**
   * Tells, once, each socket that is in any room of this community (its list's or one of its threads') and each of the
   * connected accounts that belong to it, wherever their pages are. Each process looks at all of its connections, since
   * rooms do not say whose they are: for what happens rarely.
   */
  async emitToPagesOfCommunity<Name extends keyof ServerToClientEvents>(
    communityId: string,
    event: Name,
    ...message: Parameters<ServerToClientEvents[Name]>
  ): Promise<void> {
    const telling = { communityId, event, message } as CommunityTelling;
    if (this.amongOthers) this.io?.serverSideEmit('community:tell', telling);
    await this.tellCommunity(telling);
  }

  /** Makes all sockets of this account leave the rooms of this community at once, and tells them so. */
  async leaveCommunityRooms(accountId: string, communityId: string): Promise<void> {
    this.leaveRooms(accountId, communityId);
    if (this.amongOthers) this.io?.serverSideEmit('rooms:leave', accountId, communityId);
  }

  /**
   * The same for everybody who does not belong to the community: asked once, after the change that ended the others'
   * reading. Looks at every connection, as `emitToPagesOfCommunity` does.
   */
  async closeRoomsOfCommunity(communityId: string): Promise<void> {
    if (this.amongOthers) this.io?.serverSideEmit('rooms:close', communityId);
    await this.closeToOutsiders(communityId);
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

  /**
   * Ends all connections and accepts no more; the HTTP server is left to whoever made it. What is still to be told reaches
   * the pages of other processes.
   */
  close(): void {
    clearInterval(this.confirming);
    this.roomWatch?.close();
    this.stopLooking?.();
    this.reception?.close();
    this.io?.local.disconnectSockets(true);
    this.io?.engine?.close();
    if (!this.amongOthers) this.io = undefined;
  }

  private get amongOthers(): boolean {
    const adapter = this.io?.sockets.adapter;
    return adapter !== undefined && Object.getPrototypeOf(adapter) !== Adapter.prototype;
  }

  private pages(): WireSocket[] {
    return [...(this.io?.sockets.sockets.values() ?? [])] as WireSocket[];
  }

  /** Does what other processes ask. */
  private obey(io: Io): Io {
    io.on('rooms:leave', (accountId, communityId) => this.leaveRooms(accountId, communityId));
    io.on('rooms:close', (communityId) => void this.closeToOutsiders(communityId));
    io.on('accounts:tell', (tellings) => this.tellAccounts(tellings));
    io.on('community:tell', (telling) => {
      this.tellCommunity(telling).catch((err: unknown) =>
        this.logger?.warn({ err }, 'realtime: could not tell a community'),
      );
    });
    return io;
  }

  private leaveRooms(accountId: string, communityId: string): void {
    for (const page of this.pages()) if (page.data.accountId === accountId) closeRooms(page, communityId);
  }

  private async closeToOutsiders(communityId: string): Promise<void> {
    const pages = this.pages().filter((page) => isIn(page, communityId));
    if (pages.length === 0) return;
    // Where it cannot be found out just now, nobody stays: whoever may enters again by asking.
    const staying = await this.whoBelongs(communityId, accountsOf(pages)).catch(() => new Set<string>());
    for (const page of pages) if (!staying.has(page.data.accountId ?? '')) closeRooms(page, communityId);
  }

  private tellAccounts(tellings: readonly Telling[]): void {
    for (const { accountId, event, message } of tellings) {
      // Their pair is right by its type; socket.io asks for it spelled out.
      this.io?.local.to(`account:${accountId}`).emit(event, ...(message as never));
    }
  }

  private async tellCommunity({ communityId, event, message }: CommunityTelling): Promise<void> {
    const pages = this.pages();
    if (pages.length === 0) return;
    const belonging = await this.whoBelongs(communityId, accountsOf(pages));
    for (const page of pages) {
      if (isIn(page, communityId) || belonging.has(page.data.accountId ?? '')) page.emit(event, ...(message as never));
    }
  }

  /** What other processes told or asked was lost, and may have been that somebody must leave a room. */
  private startOver(): void {
    const pages = this.pages();
    if (pages.length > 0) this.logger?.warn({ pages: pages.length }, 'realtime: missed messages; pages connect anew');
    for (const page of pages) startOver(page);
  }
}
