import type { IncomingMessage } from 'node:http';
import { BadInput, toDomainError } from '../errors/index.js';
import type { RedisLine } from '../redis/index.js';
import { Admission } from './admission.js';
import type { EventDesk } from './event-desk.js';
import { clientAddress, fromOurPages, handshakeOf, type AddressOf } from './handshake.js';
import { LiveSocket, type SocketViewer, type WireSocket } from './live-socket.js';
import { Places } from './places.js';
import type { RealtimeOptions } from './realtime-options.js';
import { SharedPlaces } from './shared-places.js';

/**
 * Above `sockets-address` a connection is told so and how long to wait, for which it must be let in first. So many times
 * the limit are let in, the others are turned away at the door.
 */
const TOLD = 2;

/** Who may come in, and who still may stay. */
export class Reception {
  private readonly addressOf: AddressOf;
  private readonly doors: Places;
  private readonly places: { readonly account: SharedPlaces; readonly address: SharedPlaces };
  private readonly sockets = new WeakMap<WireSocket, LiveSocket<SocketViewer>>();

  constructor(
    private readonly options: RealtimeOptions,
    private readonly desk: EventDesk,
    line: RedisLine | undefined,
  ) {
    const { limits, trustProxy } = options;
    this.addressOf = clientAddress(trustProxy);
    this.doors = new Places(limits.address * TOLD);
    this.places = {
      account: new SharedPlaces('sockets-account', limits.account, line),
      address: new SharedPlaces('sockets-address', limits.address, line),
    };
  }

  /** Whether a request may begin a connection, or go on with one; the words are for programs. */
  readonly allow = (
    request: IncomingMessage,
    decide: (error: string | null | undefined, success: boolean) => void,
  ): void => {
    if (fromOurPages(request.headers, this.options.origins) === 'no') return decide('Not from this origin.', false);
    // Requests with a sid belong to a connection that is counted already.
    const fresh = !/[?&]sid=/.test(request.url ?? '');
    if (fresh && this.doors.isFull(this.addressOf(request)))
      return decide('Too many connections from this address.', false);
    decide(null, true);
  };

  /** Counts a connection at the door, before anybody knows whose it is. */
  readonly count = (connection: WireSocket['conn']): void => {
    const release = this.doors.take(this.addressOf(connection.request));
    if (!release) return connection.close(true);
    connection.once('close', release);
  };

  /** Lets a socket in, or says why not. */
  readonly admit = async (wire: WireSocket, next: (error?: Error) => void): Promise<void> => {
    let admission: Admission | undefined;
    try {
      admission = Admission.of(wire);
      await admission.take(this.places.address, this.addressOf(wire.request));
      const { accountId } = await this.recognize(wire);
      if (accountId !== null) await admission.take(this.places.account, accountId);
      next();
    } catch (error) {
      admission?.end();
      next(this.refusalOf(error));
    }
  };

  /** Puts a socket where it is found, and serves its events. */
  readonly welcome = (wire: WireSocket): void => {
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
      void this.confirm(wire);
    }
    this.desk.serve(wire, socket, () => this.confirm(wire));
  };

  /** Looks at the credentials anew; ends the connection, and answers false, when they are not what they were. */
  async confirm(wire: WireSocket): Promise<boolean> {
    const socket = this.sockets.get(wire);
    if (!socket || !wire.connected) return false;
    const before = socket.viewer;
    if (before.accountId === null) return true;
    try {
      const now = await this.options.authenticate(handshakeOf(wire, this.addressOf));
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

  /** Nobody comes any more. */
  close(): void {
    this.places.account.close();
    this.places.address.close();
  }

  private async recognize(wire: WireSocket): Promise<SocketViewer> {
    const viewer = await this.options.authenticate(handshakeOf(wire, this.addressOf));
    // Whoever acts by cookie shows where it comes from, here as everywhere (docs/security.md, *Sessions*).
    if (viewer.sessionId !== null && fromOurPages(wire.request.headers, this.options.origins) !== 'yes') {
      throw new BadInput({ origin: 'A session cookie needs the Origin header of this site.' });
    }
    this.sockets.set(wire, new LiveSocket(wire, viewer));
    return viewer;
  }

  private refusalOf(thrown: unknown): Error {
    const known = toDomainError(thrown);
    if (!known) this.options.logger.error({ err: thrown }, 'realtime: could not authenticate');
    const error = new Error(known?.message ?? 'Something went wrong on our side.');
    return Object.assign(error, { data: { code: known?.code ?? 'INTERNAL', ...known?.details } });
  }
}
