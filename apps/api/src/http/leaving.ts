import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';

/** How long what was begun may take to end, milliseconds; then it is cut off. */
const REQUESTS_MS = 6_000;
/** Whoever has its answer and does not let go is not waited for any longer. */
const LET_GO_MS = 500;
const LOOK_MS = 20;
/** How long a crowd that comes without end is let in. */
const LET_IN_MS = 1_000;
/** Turns of the event loop without a new connection after which nobody waits at the door. The first may not have looked. */
const QUIET_TURNS = 3;

/**
 * Ends an HTTP server so that no answer is cut. Node's own `close` takes a connection for idle whose answer is made and not
 * yet sent, and destroys it (tried: a slow reader gets half of a page), and leaves others open for as long as they are kept
 * alive. Stands before all that answers.
 */
export class Leaving {
  private readonly answers = new Set<ServerResponse>();
  private readonly connections = new Set<Socket>();
  /** Those that have not asked anything yet: what they came for may be on its way. */
  private readonly fresh = new Set<Socket>();
  private isLeaving = false;
  private letIn = 0;

  constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      this.letIn += 1;
      this.connections.add(socket);
      this.fresh.add(socket);
      socket.once('close', () => {
        this.connections.delete(socket);
        this.fresh.delete(socket);
      });
    });
    server.prependListener('request', ({ socket }, response: ServerResponse) => {
      this.fresh.delete(socket);
      this.answers.add(response);
      response.once('close', () => this.answers.delete(response));
      if (this.isLeaving) response.setHeader('connection', 'close');
    });
  }

  /** From now on each connection ends with its answer, so that its next request goes where one can stay. */
  begin(): void {
    this.isLeaving = true;
    for (const response of this.answers) if (!response.headersSent) response.setHeader('connection', 'close');
  }

  /**
   * Lets nobody in any more. Node takes up one connection whenever it looks at its sockets, however many the machine holds for
   * it; those would be reset, so they are let in first.
   */
  async shut(): Promise<void> {
    const cutOff = performance.now() + LET_IN_MS;
    for (let [seen, quiet] = [this.letIn, 0]; quiet < QUIET_TURNS && performance.now() < cutOff; seen = this.letIn) {
      await turn();
      quiet = this.letIn === seen ? quiet + 1 : 0;
    }
    // Of the plain server: that of HTTP ends connections that only look idle.
    NetServer.prototype.close.call(this.server);
  }

  /** Settles when every answer is sent and every connection gone, soon in any case. */
  async ended(): Promise<void> {
    const cutOff = performance.now() + REQUESTS_MS;
    let letGo = Infinity;
    while (this.connections.size > 0 && performance.now() < Math.min(cutOff, letGo)) {
      this.endIdle();
      letGo = this.answers.size === 0 ? Math.min(letGo, performance.now() + LET_GO_MS) : Infinity;
      await sleep(LOOK_MS);
    }
    for (const socket of this.connections) socket.destroy();
  }

  /** Says goodbye to those that wait for no answer, after all that was written to them. */
  private endIdle(): void {
    const busy = new Set([...this.answers].map(({ socket }) => socket));
    for (const socket of this.connections) {
      if (!busy.has(socket) && !this.fresh.has(socket) && !socket.writableEnded) socket.end();
    }
  }
}
