import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Request, RequestHandler, Response } from 'express';
import { NOWHERE, PlaceService } from '#membership';
import { demand, NotFound, toDomainError, Unauthenticated, Unavailable } from '#platform/errors';
import { answerError } from '#platform/http';
import { LOGGER, type Logger } from '#platform/logging';
import { FileStorage, ObjectMissing, type ByteRange } from '#platform/storage';
import { Viewer } from '#identity';
import { AnswerBody } from './answer-body.js';
import { askedRange, hasAlready, rangeHolds } from './byte-range.js';
import { DownloadCount } from './download-count.service.js';
import { answerOf, SHUT, type FileAnswer } from './file-answer.js';
import type { FileFacts, PreviewSize } from './file-facts.js';
import { canFetch } from './file.policy.js';
import { FileService } from './file.service.js';
import { refusalWords } from './refusal-words.js';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const ADDRESS = new RegExp(`^/(${UUID})/(?:preview/(small|large)\\.webp|[^/]+)$`);

/** How long somebody may take nothing of what they asked for: each answer holds a file or a connection open. */
const IDLE_MS = 120_000;

/** How browsers say that something is for a place within a page, and so is no download (`Sec-Fetch-Dest`). */
const IN_A_PAGE = new Set(['image', 'video', 'audio', 'track', 'object', 'embed', 'iframe']);

/** How Node says that the other side ended an answer midway, or before it began. */
const GONE = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE']);

/** Serves files and their pictures, at `/files`: each request is judged anew, by the policy that every way out asks. */
@Injectable()
export class FileEndpoint {
  constructor(
    private readonly files: FileService,
    private readonly places: PlaceService,
    private readonly downloads: DownloadCount,
    private readonly storage: FileStorage,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** For `/files`, behind authentication and before anything that would pack answers. */
  handler(): RequestHandler {
    return (req, res) => {
      res.set(SHUT);
      this.answer(req, res).catch((error: unknown) => this.refuse(req, res, error));
    };
  }

  private refuse(req: Request, res: Response, error: unknown): void {
    const words = refusalWords(req.get('accept'), toDomainError(error)?.code);
    answerError(res, error, this.logger, words === null ? {} : { words });
  }

  private async answer(req: Request, res: Response): Promise<void> {
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      res.status(405).set({ allow: 'GET, HEAD', 'cache-control': 'private, no-store' }).end();
      return;
    }
    if (req.credentialRefused) throw new Unauthenticated('This access token is not valid or has expired.');
    const [, id, size] = ADDRESS.exec(req.path) ?? [];
    if (id === undefined) throw new NotFound();
    const use = req.get('sec-fetch-dest') ?? '';
    const asked = { size: (size ?? null) as PreviewSize | null, asPicture: use === 'image' };
    const { file, answer } = await this.find(req.viewer ?? Viewer.anonymous, id, asked);
    res.vary('Sec-Fetch-Dest');

    if (hasAlready(req.get('if-none-match'), answer.tag)) return void begin(res, 304, answer).end();
    if (req.method === 'HEAD') {
      begin(res, 200, answer).set('content-length', String(answer.size)).end();
      return;
    }
    const range = rangeHolds(req.get('if-range'), answer.tag) ? askedRange(req.get('range'), answer.size) : null;
    if (range === 'outside') {
      const headers = { 'content-range': `bytes */${answer.size}`, 'cache-control': 'private, no-store' };
      res.status(416).set(headers).end();
      return;
    }
    // Only what can be read is announced.
    const bytes = await this.open(file, answer, range ?? undefined);
    const isFromStart = size === undefined && (range?.start ?? 0) === 0;
    if (isFromStart && !('view' in req.query) && !IN_A_PAGE.has(use)) this.downloads.count(file);
    await this.send(begin(res, range === null ? 200 : 206, answer), bytes, answer, range);
  }

  /** The same questions, and the same refusal, for what is not there and for what the viewer may not see. */
  private async find(
    viewer: Viewer,
    id: string,
    { size, asPicture }: { size: PreviewSize | null; asPicture: boolean },
  ): Promise<{ file: FileFacts; answer: FileAnswer }> {
    const file = (await this.files.facts([id])).get(id);
    const place = await this.places.of(viewer, file?.communityId ?? NOWHERE, {});
    if (!file || !place) throw new NotFound();
    demand(canFetch(place, file, viewer.accountId));
    // A post may name any file as its picture: of what was not made by us, it shows what we made of it.
    const shown = asPicture && file.use === 'VERSION' ? (size ?? 'large') : size;
    const answer = answerOf(file, shown, place.community.visibility === 'PUBLIC');
    if (!answer) throw new NotFound();
    return { file, answer };
  }

  /** @throws Unavailable when the bytes of a row are not there, which is nobody's fault but ours */
  private async open({ id }: FileFacts, { key }: FileAnswer, range: ByteRange | undefined): Promise<Readable> {
    try {
      return await this.storage.read(key, range);
    } catch (error) {
      if (!(error instanceof ObjectMissing)) throw error;
      this.logger.error({ file: id }, 'files: the bytes of a file are missing in the storage');
      throw new Unavailable('This file cannot be read just now. Please try again later.');
    }
  }

  private async send(res: Response, bytes: Readable, { size }: FileAnswer, range: ByteRange | null): Promise<void> {
    const expected = range === null ? size : range.end - range.start + 1;
    res.set('content-length', String(expected));
    if (range !== null) res.set('content-range', `bytes ${range.start}-${range.end}/${size}`);
    res.setTimeout(IDLE_MS, () => void res.destroy());
    try {
      await pipeline(bytes, new AnswerBody(res, expected));
    } catch (error) {
      // Whoever asked went away: that is theirs to do.
      if (GONE.has((error as NodeJS.ErrnoException).code ?? '')) return;
      this.logger.warn({ error: (error as Error).message }, 'files: an answer was cut off');
    }
  }
}

/** What is said of a file with every answer that is about it; Express would add a charset that nobody knows. */
function begin(res: Response, status: number, { headers, tag }: FileAnswer): Response {
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  return res.status(status).set('etag', tag);
}
