import { createServer } from 'node:net';
import { StartError } from './start-error.js';

/**
 * Makes sure that we can listen before anything slow is done. Throws {@link StartError} when the port is taken, not
 * ours to take, or the address is none of this machine's.
 */
export function checkPort(port: number, host: string | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port, host)));
    probe.listen({ port, ...(host === null ? {} : { host }) }, () => probe.close(() => resolve()));
  });
}

/** The words for a failed `listen`; also for the real one, should somebody take the port between check and start. */
export function explain(error: NodeJS.ErrnoException, port: number, host: string | null): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartError(
        `Port ${port} is in use. Stop the program that uses it, or choose another one: PORT=3001 npm start`,
      );
    case 'EACCES':
      return new StartError(`This user may not listen on port ${port}. Choose one above 1023 with PORT.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartError(`HOST is ${host}, and this machine has no such address.`);
    default:
      return error;
  }
}
