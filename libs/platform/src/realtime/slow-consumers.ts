import type { Server } from 'socket.io';

const LOOK_EVERY_MS = 2_000;
const PACKETS = 256;
const BYTES = 1024 * 1024;

interface Waiting {
  readonly data?: unknown;
}

const bytesOf = (packets: readonly Waiting[]): number =>
  packets.reduce((sum, { data }) => sum + (typeof data === 'string' || Buffer.isBuffer(data) ? data.length : 0), 0);

/**
 * Ends connections that do not take what is sent to them: unsent packets would otherwise grow in our memory without
 * end. The client reconnects and asks for what it missed. Returns the function that stops looking.
 */
export function dropSlowConsumers(io: Pick<Server, 'sockets'>, onDrop: () => void): () => void {
  const timer = setInterval(() => {
    for (const socket of io.sockets.sockets.values()) {
      const waiting = (socket.conn as unknown as { writeBuffer: readonly Waiting[] }).writeBuffer;
      if (waiting.length <= PACKETS && bytesOf(waiting) <= BYTES) continue;
      onDrop();
      socket.conn.close(true);
    }
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
