import { AsyncLocalStorage } from 'node:async_hooks';
import type { Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataStore, type Upload } from '@tus/utils';
import { NotFound } from '#platform/errors';
import { FileStorage, StorageFull } from '#platform/storage';
import type { RequestBody } from './request-body.js';
import { RunningSums } from './running-sums.service.js';
import { UploadEnding } from './upload-ending.service.js';
import { UploadRepository, type UploadRow } from './upload.repository.js';

/** What the store is told about the request that it serves, since the tus server passes on only the id. */
export interface UploadAtHand {
  /** Writes the upload down that was announced; only where one is made. */
  begin?: () => Promise<void>;
  /** The upload that the request is about, once it was found or announced. */
  row?: Pick<UploadRow, 'size' | 'fileName' | 'declaredType'>;
  /** The bytes that came with it. */
  body?: RequestBody;
}

const GONE = new Set<unknown>([404, 410]);

/** The storage as the tus server sees it: it keeps the rows of uploads in step with the bytes, and sums up what comes. */
@Injectable()
export class UploadStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination'];
  /** The request that is being served; whoever speaks tus runs inside of one. */
  readonly atHand = new AsyncLocalStorage<UploadAtHand>();

  constructor(
    private readonly storage: FileStorage,
    private readonly uploads: UploadRepository,
    private readonly ending: UploadEnding,
    private readonly sums: RunningSums,
  ) {
    super();
  }

  /** The object first: where there is a row there are bytes, and an object without a row is swept. */
  override async create(upload: Upload): Promise<Upload> {
    const begin = this.atHand.getStore()?.begin;
    if (!begin) throw new Error('No upload was announced.');
    // Names of people's files stand in the database alone.
    upload.metadata = undefined;
    try {
      await this.storage.incoming.create(upload);
      await begin();
    } catch (error) {
      // Whether a connection that was lost took the row with it is not known.
      const ended = await this.ending.end(upload.id).catch(() => false);
      if (!ended) await this.storage.remove(upload.id).catch(() => undefined);
      throw error;
    }
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    try {
      const upload = await this.storage.incoming.getUpload(id);
      const row = this.atHand.getStore()?.row;
      if (row) upload.metadata = { filename: row.fileName, filetype: row.declaredType };
      return upload;
    } catch (error) {
      // Its bytes were lost: then it takes no room either.
      if (GONE.has((error as { status_code?: unknown } | null)?.status_code)) await this.ending.end(id);
      throw error;
    }
  }

  /**
   * Adds what comes; a full disk ends the upload, since nothing of it is left. The bytes are those of the request at hand;
   * nothing comes out of `source`, which the tus server ends when somebody else is to go on.
   */
  override async write(source: Readable, id: string, offset: number): Promise<number> {
    const { body, row } = this.atHand.getStore() ?? {};
    if (!body) throw new Error('No request brings any bytes.');
    for (const over of ['end', 'error', 'close']) source.once(over, () => body.stop());
    source.resume();
    // It is whole already: what the tus server let through is an empty body.
    if (offset === row?.size) {
      body.stop();
      return offset;
    }
    if (!(await this.uploads.takeUp(id))) throw new NotFound();
    const outcome = await this.summedUp(body.pieces, id, offset).catch((error: unknown) => ({ error }));
    if (typeof outcome === 'object' && outcome.error instanceof StorageFull) {
      await this.ending.end(id);
      throw outcome.error;
    }
    if (!(await this.uploads.takeUp(id))) {
      // Ended while it was written: by another request, or because the sender may send here no more.
      await this.storage.remove(id);
      throw new NotFound();
    }
    if (typeof outcome === 'object') throw outcome.error;
    return outcome;
  }

  override async remove(id: string): Promise<void> {
    if (!(await this.ending.end(id))) throw new NotFound();
  }

  private async summedUp(pieces: AsyncIterable<Uint8Array>, id: string, offset: number): Promise<number> {
    const hash = this.sums.goOn(id, offset);
    this.sums.forget(id);
    const summing = new Summing(pieces, hash, async () => {
      // With its first bytes, so that it is not swept while it goes on after a long time, and by nothing else.
      if (!(await this.uploads.touch(id))) throw new NotFound();
    });
    const reached = await this.storage.incoming.write(summing, id, offset);
    if (hash !== null && reached === offset + summing.came) this.sums.keep(id, reached, hash);
    return reached;
  }
}

/** Hands on what comes, and sums it up on the way. */
class Summing implements AsyncIterable<Uint8Array> {
  /** How many bytes were handed on. */
  came = 0;

  constructor(
    private readonly pieces: AsyncIterable<Uint8Array>,
    private readonly hash: Hash | null,
    private readonly begins: () => Promise<void>,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const piece of this.pieces) {
      if (this.came === 0) await this.begins();
      this.came += piece.length;
      this.hash?.update(piece);
      yield piece;
    }
  }
}
