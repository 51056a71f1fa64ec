import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../logging/index.js';
import type { SocketHandshake } from './handshake.js';
import type { SocketViewer } from './live-socket.js';

/** What the process decides about its live connections. */
export interface RealtimeOptions {
  /** Origins whose pages may connect (configuration, `origins`). */
  readonly origins: readonly string[];
  /** Proxies whose X-Forwarded-For is believed (TRUST_PROXY). */
  readonly trustProxy: readonly string[];
  /** Connections open at once: `sockets-account` and `sockets-address` of RATE_LIMITS. */
  readonly limits: { readonly account: number; readonly address: number };
  /** Who this is: anonymous without credentials, a DomainError for credentials that are worth nothing. */
  readonly authenticate: (handshake: SocketHandshake) => Promise<SocketViewer>;
  /** Sets the headers that every answer of the process carries, in the form of Express's middleware. */
  readonly secure?: (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;
  readonly logger: Logger;
}
