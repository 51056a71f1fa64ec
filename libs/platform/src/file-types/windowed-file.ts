/** A file whose content is to be looked at, wherever its bytes are. */
export interface InspectedFile {
  /** Its name as `cleanFileName` made it. */
  readonly name: string;
  readonly size: number;
  /** The bytes from `start` to `end`, both included. */
  read(range: { readonly start: number; readonly end: number }): Promise<Buffer>;
}

/** Bytes that are read at once: parsers ask for a few at a time, and each question may be one to a distant store. */
const WINDOW = 256 * 1024;

/** Reads a file in few large pieces for parsers that ask for many small ones, mostly near each other. */
export class WindowedFile {
  private start = 0;
  private bytes: Buffer = Buffer.alloc(0);

  constructor(private readonly file: InspectedFile) {}

  get size(): number {
    return this.file.size;
  }

  /** At most `length` bytes from `position`; fewer where the file ends. */
  async read(position: number, length: number): Promise<Buffer> {
    const end = Math.min(position + length, this.size);
    if (end <= position) return Buffer.alloc(0);
    if (position < this.start || end > this.start + this.bytes.length) {
      const last = Math.min(position + Math.max(length, WINDOW), this.size) - 1;
      this.bytes = await this.file.read({ start: position, end: last });
      this.start = position;
    }
    return this.bytes.subarray(position - this.start, end - this.start);
  }
}
