import type { ClientToServerEvents, ServerToClientEvents } from '#contracts';

/** The part of a socket.io client that is used, so that tests bring a small one of their own. */
export interface LiveSocket {
  connected: boolean;
  /** Whether socket.io will try again by itself. */
  active: boolean;
  on: <Name extends keyof ServerToClientEvents | 'connect' | 'disconnect' | 'connect_error'>(
    name: Name,
    listener: Name extends keyof ServerToClientEvents ? ServerToClientEvents[Name] : () => void,
  ) => unknown;
  emit: <Name extends keyof ClientToServerEvents>(
    name: Name,
    ...args: Parameters<ClientToServerEvents[Name]>
  ) => unknown;
  connect: () => unknown;
  disconnect: () => unknown;
}
