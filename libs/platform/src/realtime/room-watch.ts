import type { Logger } from '../logging/index.js';
import type { Room, WireSocket } from './live-socket.js';
import type { Looking, Outsiders } from './pages-asked.js';
import { closeRoom, startOver } from './reached-socket.js';

/** How often it is asked. */
const EVERY_MS = 5_000;
/** So many go into one question. */
const AT_ONCE = 5_000;
/** So many looks in a row may fail before nobody stays where they are. */
const IN_VAIN = 3;

interface Seat extends Looking {
  readonly page: WireSocket;
  readonly room: Room;
}

const keyOf = ({ communityId, accountId }: Looking): string => `${communityId} ${accountId}`;

/**
 * Asks again and again who of a process's own pages may still be where they are. Orders to leave come from other processes
 * as messages, which wait while Redis is away, or while it is for the one alone that gives them: nobody hears on for longer
 * than this, whatever is lost. One statement each time, whoever and however many they are. Where it cannot be found out again
 * and again, pages connect anew as after a loss: whoever may enters by asking.
 */
export class RoomWatch {
  private readonly timer: NodeJS.Timeout;
  private looking = false;
  private failed = 0;

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
      this.failed = 0;
    } catch (err) {
      this.fail(err);
    } finally {
      this.looking = false;
    }
  }

  private fail(err: unknown): void {
    this.failed += 1;
    // Once or twice is no matter: the next look is soon.
    if (this.failed % IN_VAIN > 0) return this.logger.debug({ err }, 'realtime: could not look who may stay');
    const pages = new Set(this.seats().map(({ page }) => page));
    // Told once, however long it goes on.
    if (this.failed === IN_VAIN)
      this.logger.warn({ err, pages: pages.size }, 'realtime: cannot find out who may stay; pages connect anew');
    for (const page of pages) startOver(page);
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
