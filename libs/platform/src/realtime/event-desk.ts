import type { ZodType } from 'zod';
import type { ClientToServerEvents, ErrorCode } from '#contracts';
import { toDomainError } from '../errors/index.js';
import type { Logger } from '../logging/index.js';
import { EventBudget } from './event-budget.js';
import type { LiveSocket, SocketViewer, WireSocket } from './live-socket.js';

/** Every acknowledgement has this form; a success may carry more. */
export type Ack = { ok: true } | { ok: false; code: ErrorCode };

/** Answers one event; throws a DomainError to refuse. */
export type EventHandler<Viewer extends SocketViewer, Payload> = (
  socket: LiveSocket<Viewer>,
  payload: Payload,
) => Promise<{ ok: true }>;

interface Entry {
  readonly schema: ZodType;
  readonly handler: EventHandler<SocketViewer, never>;
}

const refusal = (code: ErrorCode): Ack => ({ ok: false, code });

/**
 * The only place where events of clients are looked at: exact names from a Map, payloads by schema, one event of a
 * socket after the other. Nothing that a client sends can throw past it (docs/security.md, *Sockets*).
 */
export class EventDesk {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly logger: () => Logger | undefined) {}

  /** Registers the handler of an event; two for one name are a programming error. */
  add<Viewer extends SocketViewer, Payload>(
    event: keyof ClientToServerEvents,
    schema: ZodType<Payload>,
    handler: EventHandler<Viewer, Payload>,
  ): void {
    if (this.entries.has(event)) throw new Error(`Two handlers of the socket event ${event}.`);
    // Sound because the viewer is what `authenticate` returned and the payload what this very schema accepted.
    this.entries.set(event, { schema, handler: handler as unknown as EventHandler<SocketViewer, never> });
  }

  /** Serves all events of one connection; `confirm` says whether its viewer still is who connected. */
  serve(wire: WireSocket, socket: LiveSocket<SocketViewer>, confirm: () => Promise<boolean>): void {
    const budget = new EventBudget();
    let turn: Promise<void> = Promise.resolve();
    wire.onAny((...packet: unknown[]) => {
      const last = packet.at(-1);
      const answer = (ack: Ack): void => {
        if (typeof last === 'function') last(ack);
      };
      const allowance = budget.take();
      if (allowance === 'hopeless') return void wire.disconnect(true);
      if (allowance === 'too-many') return answer(refusal('RATE_LIMITED'));
      const [name, ...rest] = typeof last === 'function' ? packet.slice(0, -1) : packet;
      // In turn, so that leaving a room cannot overtake entering it.
      turn = this.after(turn, async () => {
        if (await confirm()) answer(await this.handle(name, rest, socket));
      });
    });
  }

  private async after(former: Promise<void>, work: () => Promise<void>): Promise<void> {
    await former;
    try {
      await work();
    } catch (error) {
      // An acknowledgement that could not be sent: the socket is gone.
      this.logger()?.debug({ err: error }, 'realtime: could not answer');
    }
  }

  private async handle(name: unknown, payloads: readonly unknown[], socket: LiveSocket<SocketViewer>): Promise<Ack> {
    const entry = typeof name === 'string' ? this.entries.get(name) : undefined;
    if (!entry || payloads.length !== 1) return refusal('BAD_USER_INPUT');
    try {
      const payload = entry.schema.safeParse(payloads[0]);
      if (!payload.success) return refusal('BAD_USER_INPUT');
      return await entry.handler(socket, payload.data as never);
    } catch (error) {
      const known = toDomainError(error);
      if (known) return refusal(known.code);
      this.logger()?.error({ err: error, event: name }, 'realtime: unexpected error');
      return refusal('INTERNAL');
    }
  }
}
