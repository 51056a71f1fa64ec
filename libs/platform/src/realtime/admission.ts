import { BadInput, RateLimited } from '../errors/index.js';
import type { WireSocket } from './live-socket.js';
import type { Release } from './places.js';
import type { SharedPlaces } from './shared-places.js';

/** Others leave when they leave; this is only when to ask again. */
const ASK_AGAIN_S = 30;

/** Connections with a socket in or on its way: until the first is in, socket.io would begin any number on one. */
const occupied = new WeakSet<WireSocket['conn']>();

/** The places that one connecting socket holds. They are given back when it is refused, when it goes, once. */
export class Admission {
  private readonly held: Release[] = [];
  private over = false;

  /** Begins the admission of a socket. @throws BadInput when its connection carries another one already */
  static of(wire: WireSocket): Admission {
    if (occupied.has(wire.conn)) throw new BadInput({ connection: 'This connection has a socket already.' });
    return new Admission(wire);
  }

  private constructor(private readonly wire: WireSocket) {
    occupied.add(wire.conn);
    wire.once('disconnect', this.end);
    // It may go before it has become a socket; then there is no `disconnect`.
    wire.conn.once('close', this.end);
  }

  /** Takes a place for the socket. @throws RateLimited when there is none */
  async take(places: SharedPlaces, key: string): Promise<void> {
    const release = await places.take(key);
    if (!release) throw new RateLimited(ASK_AGAIN_S);
    if (this.over) release();
    else this.held.push(release);
  }

  /** Gives everything back. */
  readonly end = (): void => {
    this.over = true;
    occupied.delete(this.wire.conn);
    this.wire.off('disconnect', this.end);
    this.wire.conn.off('close', this.end);
    for (const release of this.held.splice(0)) release();
  };
}
