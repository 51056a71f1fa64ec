import type { Logger } from '../logging/index.js';
import type { Room, WireSocket } from './live-socket.js';
import type { Looking, Outsiders } from './pages-asked.js';
import { closeRoom } from './reached-socket.js';

/** How often it is asked. */
const EVERY_MS = 5_000;
/** So many go into one question. */
const AT_ONCE = 5_000;

interface Seat extends Looking {
  readonly page: WireSocket;
  readonly room: Room;
}

const keyOf = ({ communityId, accountId }: Looking): string => `${communityId} ${accountId}`;

/**
 * Asks again and again who of a process's own pages may still be where they are. Orders to leave come from other processes
 * as messages, which wait while Redis is away, or while it is for the one alone that gives them: nobody hears on for longer
 * than this, whatever is lost. One statement each time, whoever and however many they are.
 */
export class RoomWatch {
  private readonly timer: NodeJS.Timeout;
  private looking = false;

  constructor(
    private readonly pages: () => readonly WireSocket[],
    private readonly outsiders: Outsiders,
    private readonly logger: Logger,
  ) {
    this.timer = setInterval(() => void this.look(), EVERY_MS).unref();
  }

  close(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      const seats = this.seats();
      for (let from = 0; from < seats.length; from += AT_ONCE) await this.clear(seats.slice(from, from + AT_ONCE));
    } catch (err) {
      // The next look is soon; without a database nothing is written that could be heard.
      this.logger.debug({ err }, 'realtime: could not look who may stay');
    } finally {
      this.looking = false;
    }
  }

  private seats(): Seat[] {
    return this.pages().flatMap((page) =>
      Object.values(page.data.rooms ?? {}).map((room) => ({
        page,
        room,
        communityId: room.communityId,
        accountId: page.data.accountId ?? null,
      })),
    );
  }

  private async clear(seats: readonly Seat[]): Promise<void> {
    // Two pages of one person, or the room of a discussion beside that of its list, are one question.
    const looking = new Map(
      seats.map(({ communityId, accountId }) => [keyOf({ communityId, accountId }), { communityId, accountId }]),
    );
    const outside = new Set((await this.outsiders([...looking.values()])).map(keyOf));
    for (const seat of seats) if (outside.has(keyOf(seat))) closeRoom(seat.page, seat.room);
  }
}
