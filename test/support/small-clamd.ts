import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The file that every scanner finds and that harms nobody; in two pieces, so that none finds it here. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** Bytes that it scans of one file. */
export const SCANNED_BYTES = 1024 * 1024;

/** A clamd as far as INSTREAM goes: it keeps what came, knows EICAR and has a limit. */
export class SmallClamd {
  readonly received: Buffer[] = [];
  readonly server: Server;
  private readonly sockets = new Set<Socket>();

  constructor(private readonly answer?: (socket: Socket) => void) {
    this.server = createServer((socket) => {
      void this.serve(socket);
    });
  }

  async listen(where: string | number): Promise<this> {
    if (typeof where === 'string') this.server.listen(where);
    else this.server.listen(where, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private async serve(socket: Socket): Promise<void> {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    if (this.answer) return this.answer(socket);
    let rest = Buffer.alloc(0);
    const take = async (pieces: AsyncIterator<Buffer>, length: number): Promise<Buffer> => {
      while (rest.length < length) {
        const { value, done } = await pieces.next();
        if (done) return Buffer.alloc(length);
        rest = Buffer.concat([rest, value]);
      }
      const taken = rest.subarray(0, length);
      rest = rest.subarray(length);
      return taken;
    };
    const pieces = socket.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
    if (!(await take(pieces, 10)).equals(Buffer.from('zINSTREAM\0'))) return void socket.end('UNKNOWN COMMAND\0');
    const content: Buffer[] = [];
    let size = 0;
    for (;;) {
      const length = (await take(pieces, 4)).readUInt32BE();
      if (length === 0) break;
      size += length;
      if (size > SCANNED_BYTES) return void socket.end('INSTREAM size limit exceeded. ERROR\0');
      content.push(Buffer.from(await take(pieces, length)));
    }
    const bytes = Buffer.concat(content);
    this.received.push(bytes);
    socket.end(bytes.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
  }
}
