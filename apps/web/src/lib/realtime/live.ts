import type { Socket } from 'socket.io-client';
import type { ClientToServerEvents, ServerToClientEvents } from '#contracts';
import { LiveClient } from './live-client.js';
import type { LiveSocket } from './socket-shape.js';

/** A page that was out of sight for longer has often lost its connection without knowing, above all on phones. */
const LONG_HIDDEN_MS = 30_000;

/**
 * The page's live connection. socket.io's code is loaded when the browser has nothing better to do, so that it never
 * delays the first view; the session cookie goes with the handshake.
 */
export const live = new LiveClient(async () => {
  await idle();
  const { io } = await import('./live-socket.js');
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io({
    autoConnect: false,
    // One connection at once instead of five polls first; behind a proxy that knows no WebSocket, polling does.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    withCredentials: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 10_000,
  });
  // A connection that the network has swallowed looks alive for most of a minute; the browser knows at once.
  window.addEventListener('offline', () => socket.disconnect());
  window.addEventListener('online', () => socket.connect());
  renewAfterAbsence();
  return socket as LiveSocket;
});

function renewAfterAbsence(): void {
  let hiddenAt = Number.POSITIVE_INFINITY;
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') {
      hiddenAt = Date.now();
    } else if (Date.now() - hiddenAt > LONG_HIDDEN_MS) {
      live.renew();
    }
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) live.renew();
  });
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 2_000 });
    else setTimeout(resolve, 300);
  });
}
