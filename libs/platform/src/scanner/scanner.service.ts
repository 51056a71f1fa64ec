import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { CONFIG, type Config } from '../config/index.js';
import { Unavailable } from '../errors/index.js';
import { LOGGER, type Logger } from '../logging/index.js';

/** The daemon answers within this, and takes the next piece within this. */
const IDLE_MS = 30_000;
/** Token for another patience; tests alone provide it. */
export const SCANNER_IDLE_MS = Symbol('copse scanner idle');
/** Bytes of an answer: a word and the name of what was found. */
const MAX_ANSWER = 4096;
/** Bytes of one piece; the daemon allocates each before it reads it. */
const PIECE = 64 * 1024;

/**
 * Asks the virus scanner of the site, if there is one: clamd's command INSTREAM, the bytes sent in pieces with their
 * length before each. What it finds is never told further than that it found something.
 */
@Injectable()
export class Scanner {
  private readonly address: URL | null;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    @Optional() @Inject(SCANNER_IDLE_MS) private readonly idleMs: number = IDLE_MS,
  ) {
    this.address = config.scannerUrl === null ? null : new URL(config.scannerUrl);
  }

  /** Whether files are to be scanned on this site. */
  get configured(): boolean {
    return this.address !== null;
  }

  /**
   * Scans these bytes; the stream is read to its end or destroyed.
   * @throws Unavailable when there is no verdict: no answer, a broken one, or bytes beyond the daemon's own limit. What
   * was not scanned must not be published.
   */
  async scan(stream: Readable): Promise<'clean' | 'infected'> {
    let socket: Socket | undefined;
    // A stream that fails before or while it is read says so below; without a listener it would end the process.
    stream.on('error', () => undefined);
    try {
      socket = this.connect();
      const answer = answerOf(socket);
      await Promise.race([send(stream, socket), answer]);
      return verdict(await answer);
    } catch (error) {
      this.logger.error({ err: error }, 'A file could not be scanned.');
      throw new Unavailable(
        'Files cannot be checked for viruses at the moment. Please try again in a few minutes.',
        60,
      );
    } finally {
      stream.destroy();
      socket?.destroy();
    }
  }

  private connect(): Socket {
    const { address } = this;
    if (!address) throw new Error('no scanner is configured');
    const socket =
      address.protocol === 'unix:'
        ? createConnection(decodeURIComponent(address.pathname))
        : createConnection(Number(address.port), address.hostname.replace(/^\[(.*)\]$/, '$1'));
    return socket.setTimeout(this.idleMs, () => socket.destroy(new Error('the scanner does not answer')));
  }
}

async function send(stream: Readable, socket: Socket): Promise<void> {
  const write = async (bytes: Buffer): Promise<void> => {
    if (!socket.write(bytes)) await once(socket, 'drain');
  };
  await write(Buffer.from('zINSTREAM\0'));
  for await (const chunk of stream) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as string);
    for (let at = 0; at < bytes.length; at += PIECE) {
      const piece = bytes.subarray(at, at + PIECE);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(piece.length);
      await write(Buffer.concat([length, piece]));
    }
  }
  await write(Buffer.alloc(4));
}

/** What the daemon says up to the end of its line; it may speak before it has everything. */
function answerOf(socket: Socket): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let text = '';
  socket.on('data', (data) => {
    text += data.toString('latin1');
    if (text.includes('\0') || text.length > MAX_ANSWER) resolve(text);
  });
  socket.on('error', reject);
  socket.on('close', () => reject(new Error('the scanner hung up')));
  // The other side of the race may fail first; then nobody waits for this one.
  promise.catch(() => undefined);
  return promise;
}

/** Only a whole `stream: OK` is clean. @throws Error for everything that is no verdict */
function verdict(answer: string): 'clean' | 'infected' {
  const line = answer.split('\0')[0] ?? '';
  if (line === 'stream: OK') return 'clean';
  if (/^stream: .+ FOUND$/.test(line)) return 'infected';
  throw new Error(`the scanner gave no verdict: ${line.slice(0, 100)}`);
}
