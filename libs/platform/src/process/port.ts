import { createServer } from 'node:net';
import { StartError } from './start-error.js';

/** Which settings a port and an address were told by. */
interface Settings {
  readonly port: string;
  readonly host: string;
}

const MAIN: Settings = { port: 'PORT', host: 'HOST' };

/**
 * Makes sure that we can listen before anything slow is done. Throws {@link StartError} when the port is taken, not
 * ours to take, or the address is none of this machine's.
 */
export function checkPort(port: number, host: string | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(explainListening(error, port, host)));
    probe.listen({ port, ...(host === null ? {} : { host }) }, () => probe.close(() => resolve()));
  });
}

/** The words for a failed `listen`; also for the real one, should somebody take the port between check and start. */
export function explainListening(
  error: NodeJS.ErrnoException,
  port: number,
  host: string | null,
  settings = MAIN,
): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartError(
        `Port ${port} is in use. Stop the program that uses it, or choose another one: ${settings.port}=${port + 1} npm start`,
      );
    case 'EACCES':
      return new StartError(`This user may not listen on port ${port}. Choose one above 1023 with ${settings.port}.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartError(`${settings.host} is ${host}, and this machine has no such address.`);
    default:
      return error;
  }
}
