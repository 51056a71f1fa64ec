import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { ERRORS, Upload } from '@tus/utils';
import { Incoming, isKey, StorageFull } from './file-storage.js';
import { statusOf } from './s3-failure.js';
import { Absent, LONG, type S3Line } from './s3-line.js';

/** Parts are of one size, as some stores ask for; the smallest that S3 takes is 5 MiB. */
const PART_BYTES = 8 * 1024 * 1024;

/** Names no key can have, so that what is unfinished never stands in the way of an object. */
export const CARDS = 'incoming/';
const TAILS = 'tails/';

/** What is known of an unfinished upload; written after each step, and all that counts. */
interface Card {
  readonly uploadId: string;
  readonly size: number;
  readonly metadata?: Record<string, string | null>;
  readonly creation_date?: string;
  readonly parts: readonly { readonly etag: string; readonly size: number }[];
  /** How many bytes of the object beside it, too few for a part, follow the parts. It may hold more than counts. */
  readonly tail: number;
}

/**
 * What comes in, in the bucket: a multipart upload under the key that the object will have, `incoming/<id>` that says which
 * of it counts, and `tails/<id>` with what is too short for a part. Each is written before what speaks of it, so a process
 * or a line cut at any point leaves an upload that goes on where its card says. Eight MiB of memory for each that runs.
 */
export class S3Incoming extends Incoming {
  override extensions = ['creation', 'creation-with-upload', 'termination'];

  constructor(private readonly line: S3Line) {
    super();
  }

  override async create(upload: Upload): Promise<Upload> {
    const { id, size, metadata } = upload;
    if (size === undefined) throw ERRORS.INVALID_LENGTH;
    upload.creation_date = new Date().toISOString();
    const begun = await this.line.ask((s3, options) =>
      s3.send(
        new CreateMultipartUploadCommand({ ...this.named(id), ContentType: 'application/octet-stream' }),
        options,
      ),
    );
    const card = { uploadId: begun.UploadId ?? '', size, metadata, creation_date: upload.creation_date };
    await this.note(id, { ...card, parts: [], tail: 0 });
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const card = await this.card(id);
    if (card === null) {
      const size = await this.finishedSize(id);
      if (size === null) throw ERRORS.FILE_NOT_FOUND;
      return new Upload({ id, size, offset: size });
    }
    // The process ended between the last part and the object.
    if (sum(card) === card.size) await this.finish(id, card);
    const { size, metadata, creation_date } = card;
    return new Upload({ id, size, metadata, creation_date, offset: sum(card) + card.tail });
  }

  override async write(source: AsyncIterable<Uint8Array>, id: string, offset: number): Promise<number> {
    const card = await this.card(id);
    if (card === null) throw ERRORS.FILE_NOT_FOUND;
    if (sum(card) + card.tail !== offset) throw ERRORS.INVALID_OFFSET;
    try {
      return await this.receive(source, id, card);
    } catch (error) {
      if (error instanceof StorageFull) await this.remove(id);
      if (error instanceof Absent) throw ERRORS.FILE_NOT_FOUND;
      throw error;
    }
  }

  override async remove(id: string): Promise<void> {
    const card = await this.card(id);
    if (card !== null) await this.abort(id, card.uploadId);
    await this.delete(id);
    if (card === null) return;
    await this.delete(TAILS + id);
    // Last: while it is there, removing can be tried again.
    await this.delete(CARDS + id);
  }

  /** Fills parts and sends them as they are full; whatever ends it, what came before is kept. */
  private async receive(source: AsyncIterable<Uint8Array>, id: string, begun: Card): Promise<number> {
    let card = begun;
    let part = this.room(card);
    let filled = card.tail > 0 ? await this.readTail(id, card.tail, part) : 0;
    let failure: { readonly error: unknown } | null = null;
    try {
      for await (const piece of source) {
        const chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
        for (let from = 0; from < chunk.length;) {
          if (part.length === 0) throw ERRORS.ERR_SIZE_EXCEEDED;
          const taken = chunk.copy(part, filled, from);
          from += taken;
          filled += taken;
          if (filled < part.length) continue;
          card = await this.send(id, card, part);
          part = this.room(card);
          filled = 0;
        }
      }
    } catch (error) {
      failure = { error };
    }
    // A part that could not be sent is not kept beside: what is all there would never become an object.
    if (filled > card.tail && filled < part.length) card = await this.putTail(id, card, part.subarray(0, filled));
    if (failure !== null) throw failure.error;
    if (sum(card) === card.size) await this.finish(id, card);
    return sum(card) + card.tail;
  }

  private room(card: Card): Buffer {
    return Buffer.allocUnsafe(Math.min(PART_BYTES, card.size - sum(card)));
  }

  private async send(id: string, card: Card, bytes: Buffer): Promise<Card> {
    const sent = await this.line.ask(
      (s3, options) =>
        s3.send(
          new UploadPartCommand({
            ...this.named(id),
            UploadId: card.uploadId,
            PartNumber: card.parts.length + 1,
            Body: bytes,
          }),
          options,
        ),
      LONG,
    );
    const part = { etag: sent.ETag ?? '', size: bytes.length };
    return this.note(id, { ...card, parts: [...card.parts, part], tail: 0 });
  }

  private async putTail(id: string, card: Card, bytes: Buffer): Promise<Card> {
    await this.put(TAILS + id, bytes);
    return this.note(id, { ...card, tail: bytes.length });
  }

  private async readTail(id: string, length: number, into: Buffer): Promise<number> {
    const bytes = await this.line.ask(async (s3, options) => {
      const { Body } = await s3.send(new GetObjectCommand(this.named(TAILS + id)), options);
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    }, LONG);
    if (bytes.length < length) throw ERRORS.FILE_NOT_FOUND;
    return bytes.copy(into, 0, 0, length);
  }

  /** Puts the parts together. An answer that was lost on the way is found out by looking for the object. */
  private async finish(id: string, card: Card): Promise<void> {
    if ((await this.finishedSize(id)) !== card.size) {
      const parts = card.parts.map(({ etag }, at) => ({ ETag: etag, PartNumber: at + 1 }));
      try {
        await this.line.ask(
          (s3, options) =>
            s3.send(
              new CompleteMultipartUploadCommand({
                ...this.named(id),
                UploadId: card.uploadId,
                MultipartUpload: { Parts: parts },
              }),
              options,
            ),
          LONG,
        );
      } catch (error) {
        if ((await this.finishedSize(id)) !== card.size) throw error;
      }
    }
    await this.delete(TAILS + id);
    await this.delete(CARDS + id);
  }

  private async finishedSize(id: string): Promise<number | null> {
    const head = await this.line.askFor((s3, options) => s3.send(new HeadObjectCommand(this.named(id)), options));
    return head?.ContentLength ?? null;
  }

  private async abort(id: string, uploadId: string): Promise<void> {
    try {
      await this.line.askFor((s3, options) =>
        s3.send(new AbortMultipartUploadCommand({ ...this.named(id), UploadId: uploadId }), options),
      );
    } catch (error) {
      // Some stores know no abort and clean up by themselves.
      if (![405, 501].includes(statusOf((error as Error).cause) ?? 0)) throw error;
    }
  }

  private async card(id: string): Promise<Card | null> {
    if (!isKey(id)) throw ERRORS.FILE_NOT_FOUND;
    return this.line.askFor(async (s3, options) => {
      const { Body } = await s3.send(new GetObjectCommand(this.named(CARDS + id)), options);
      return JSON.parse(await text(Body as Readable)) as Card;
    });
  }

  private async note(id: string, card: Card): Promise<Card> {
    await this.put(CARDS + id, Buffer.from(JSON.stringify(card)));
    return card;
  }

  private async put(name: string, bytes: Buffer): Promise<void> {
    const command = { ...this.named(name), Body: bytes, ContentType: 'application/octet-stream' };
    await this.line.ask((s3, options) => s3.send(new PutObjectCommand(command), options), LONG);
  }

  private async delete(name: string): Promise<void> {
    await this.line.askFor((s3, options) => s3.send(new DeleteObjectCommand(this.named(name)), options));
  }

  private named(name: string): { Bucket: string; Key: string } {
    return { Bucket: this.line.bucket, Key: name };
  }
}

/** How many bytes the parts hold. */
const sum = ({ parts }: Card): number => parts.reduce((bytes, part) => bytes + part.size, 0);
