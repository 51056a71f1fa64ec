import type { Socket } from 'socket.io';
import type { ClientToServerEvents, RoomClosedMessage, ServerToClientEvents } from '#contracts';
import { RateLimited } from '../errors/index.js';

/** Who is on the other end. Libs know more of a viewer than this; it is all that the machinery needs. */
export interface SocketViewer {
  readonly accountId: string | null;
  readonly sessionId: string | null;
  /** Set instead of `sessionId` where an access token was shown. */
  readonly tokenId: string | null;
}

/** A room of one community, and how its closing is told. */
export interface Room {
  readonly name: string;
  readonly communityId: string;
  readonly closed: RoomClosedMessage;
}

/** The room of a thread; `emitToThread` reaches it. */
export const roomOfThread = (threadId: string, communityId: string): Room => ({
  name: `thread:${threadId}`,
  communityId,
  closed: { threadId },
});

/** The room of a community's list; `emitToCommunity` reaches it. */
export const roomOfCommunity = (communityId: string, slug: string): Room => ({
  name: `community:${communityId}`,
  communityId,
  closed: { slug },
});

/** What travels with a socket between processes: plain data only. */
export interface SocketData {
  /** Who is on the other end; null for nobody in particular. */
  accountId: string | null;
  rooms: Record<string, Room>;
}

/** socket.io's socket, typed by the contract. */
export type WireSocket = Socket<ClientToServerEvents, ServerToClientEvents, Record<string, never>, SocketData>;

/** Rooms that one socket may be in; a page of ours watches one or two. */
const ROOMS = 50;

/** One connection as handlers see it: a viewer, and rooms that are entered only by asking. */
export class LiveSocket<Viewer extends SocketViewer> {
  constructor(
    private readonly wire: WireSocket,
    /** Who is asking, as of the event that is handled: credentials are looked at anew for each. */
    public viewer: Viewer,
  ) {}

  /**
   * Enters a room after `check` allowed it, and asks once more inside: a standing that ends in between is seen by the
   * second question, one that ends later by whoever closes rooms. `check` throws to refuse; its second answer is
   * returned, so whatever it counted is at least as new as the first message of the room.
   */
  async enter<Found>(check: () => Promise<Found>, roomOf: (found: Found) => Room): Promise<Found> {
    const room = roomOf(await check());
    const { rooms } = this.wire.data;
    if (!Object.hasOwn(rooms, room.name) && Object.keys(rooms).length >= ROOMS) throw new RateLimited(60);
    // Joining after the end would leave an entry that nobody removes.
    if (!this.wire.connected) return check();
    await this.wire.join(room.name);
    rooms[room.name] = room;
    try {
      return await check();
    } catch (error) {
      await this.leave(room.closed);
      throw error;
    }
  }

  /** Leaves the room that is told by this message; nothing happens when the socket is not in it. */
  async leave(closed: RoomClosedMessage): Promise<void> {
    const { rooms } = this.wire.data;
    for (const room of Object.values(rooms)) {
      if (room.closed.threadId !== closed.threadId || room.closed.slug !== closed.slug) continue;
      delete rooms[room.name];
      await this.wire.leave(room.name);
    }
  }
}
