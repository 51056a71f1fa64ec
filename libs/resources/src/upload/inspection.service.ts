import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { inspectFile } from '#platform/file-types';
import { Scanner } from '#platform/scanner';
import { FileStorage } from '#platform/storage';
import { RunningSums } from './running-sums.service.js';
import { UploadEnding } from './upload-ending.service.js';
import { UploadRepository, type UploadRow } from './upload.repository.js';

/** Why what arrived is not taken, for programs. */
export type RefusalCode = 'checksum' | 'type' | 'empty' | 'archive' | 'picture' | 'infected';

/** What was found: the type, and the sum of the bytes in hex; or why they are refused. */
type Finding =
  | { readonly mediaType: string; readonly sha256: string }
  | { readonly refused: RefusalCode; readonly sentence: string };

/** Files that are read at once. Most of it is work of this process, and each keeps a few megabytes meanwhile. */
const AT_ONCE = 4;

const DIFFERS = 'What arrived is not what was sent: the checksum differs. Please send the file again.';
const INFECTED = 'The virus scanner found something harmful in this file, so it was not kept.';

/** Looks at what arrived whole, before anybody may use it. */
@Injectable()
export class InspectionService {
  private readonly underWay = new Map<string, Promise<RefusalCode | null>>();
  private reading = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly uploads: UploadRepository,
    private readonly ending: UploadEnding,
    private readonly storage: FileStorage,
    private readonly scanner: Scanner,
    private readonly sums: RunningSums,
  ) {}

  /**
   * Decides about an upload that was being received, and writes it down: ready, or refused with the answer's code. An
   * upload of which bytes are missing stays as it is. Two who ask for the same one at the same time get one answer.
   * @throws Unavailable when the storage or the scanner does not answer; nothing is decided then
   */
  settle(row: UploadRow): Promise<RefusalCode | null> {
    const begun = this.underWay.get(row.id);
    if (begun) return begun;
    const work = this.decide(row).finally(() => this.underWay.delete(row.id));
    this.underWay.set(row.id, work);
    return work;
  }

  /** The same for an upload of which all bytes have just come; null also when it was decided, or ended, before. */
  async settleOf(id: string): Promise<RefusalCode | null> {
    const row = await this.uploads.byId(id);
    return row?.state === 'RECEIVING' ? this.settle(row) : null;
  }

  private async decide(row: UploadRow): Promise<RefusalCode | null> {
    if ((await this.storage.size(row.id)) !== row.size) return null;
    const found = await this.scanned(row.id, await this.inTurn(() => this.look(row)));
    if ('refused' in found) {
      await this.ending.refuse(row.id, found.sentence);
      return found.refused;
    }
    await this.uploads.pass(row.id, found.mediaType, found.sha256);
    this.sums.forget(row.id);
    return null;
  }

  /** The cheap questions first: a file that is not what it says is not worth a scan. */
  private async look({ id, size, fileName, declaredSha256 }: UploadRow): Promise<Finding> {
    const sha256 = this.sums.of(id, size) ?? (await this.sumOf(id));
    if (declaredSha256 !== null && declaredSha256 !== sha256) return { refused: 'checksum', sentence: DIFFERS };
    const inspection = await inspectFile({
      name: fileName,
      size,
      read: async (range) => buffer(await this.storage.read(id, range)),
    });
    return 'refused' in inspection ? inspection : { mediaType: inspection.mediaType, sha256 };
  }

  /** The scanner has its own measure of how much it does at once, and holds up nobody whose file is not for it. */
  private async scanned(id: string, found: Finding): Promise<Finding> {
    if ('refused' in found || !this.scanner.configured || !(await this.isInfected(id))) return found;
    return { refused: 'infected', sentence: INFECTED };
  }

  private async isInfected(id: string): Promise<boolean> {
    const bytes = await this.storage.read(id);
    try {
      return (await this.scanner.scan(bytes)) === 'infected';
    } finally {
      bytes.destroy();
    }
  }

  /** As they came; whoever waits has all its bytes here, and is answered when its turn is over. */
  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.reading >= AT_ONCE) await new Promise<void>((go) => this.waiting.push(go));
    else this.reading += 1;
    try {
      return await work();
    } finally {
      // The place is handed on, so nobody overtakes those who wait.
      const next = this.waiting.shift();
      if (next) next();
      else this.reading -= 1;
    }
  }

  /** Of an upload that another process received, or this one before it was restarted. */
  private async sumOf(id: string): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of await this.storage.read(id)) hash.update(chunk as Uint8Array);
    return hash.digest('hex');
  }
}
