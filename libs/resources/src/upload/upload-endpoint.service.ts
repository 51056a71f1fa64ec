import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { Server } from '@tus/server';
import type { Request as ExpressRequest, RequestHandler } from 'express';
import { v7 } from 'uuid';
import { passDoor, Viewer } from '#identity';
import { NotFound, toDomainError, Unauthenticated, Unavailable } from '#platform/errors';
import { answerError } from '#platform/http';
import { LOGGER, type Logger } from '#platform/logging';
import { UploadLocks } from '#platform/storage';
import { InspectionService, type RefusalCode } from './inspection.service.js';
import { bodyOf } from './request-body.js';
import { StorageAccount } from './storage-account.service.js';
import { readAnnouncement } from './upload-announcement.js';
import { answerOf, checkHeaders, targetOf, UPLOADS } from './upload-protocol.js';
import { UploadReception } from './upload-reception.service.js';
import { UploadStore, type UploadAtHand } from './upload-store.service.js';
import type { UploadRow } from './upload.repository.js';

/** One request, from its first header to its answer. */
interface Exchange extends UploadAtHand {
  readonly viewer: Viewer;
  row?: UploadRow | Pick<UploadRow, 'size' | 'fileName' | 'declaredType'>;
  /** The upload that it makes. */
  made?: string;
  /** What stopped it. */
  thrown?: unknown;
}

/** How long a body may pause before its connection is ended; what came is kept. */
const IDLE_MS = 60_000;
/** What a refused sender may go on sending, so that the answer reaches it before the connection ends. */
const DRAINED_BYTES = 16 * 1024 * 1024;
const DRAIN_MS = 10_000;
/** Headers that the tus server is given; nothing else of a request is its business. */
const HEARD = ['tus-resumable', 'upload-length', 'upload-offset', 'upload-metadata', 'content-type', 'content-length'];
/** Headers of its answers that go out. */
const SAID = /^(?:location|tus-.+|upload-.+|copse-refused)$/;

/** Uploads by tus 1.0 at /uploads: creation, termination, and no reading of what arrived (docs/uploads.md). */
@Injectable()
export class UploadEndpoint {
  private readonly tus: Server;
  private readonly running = new Map<IncomingMessage, Promise<void>>();
  private closing = false;

  constructor(
    private readonly store: UploadStore,
    private readonly reception: UploadReception,
    private readonly inspection: InspectionService,
    locks: UploadLocks,
    account: StorageAccount,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.tus = new Server({
      path: UPLOADS,
      datastore: store,
      locker: locks,
      // Said by OPTIONS; whoever announces more is told by `announce`, in our words.
      maxSize: (req) => (req.method === 'OPTIONS' ? account.fileBytes : 0),
      relativeLocation: true,
      respectForwardedHeaders: false,
      allowedOrigins: [],
      // Whoever is asked to let go has what came written down in the time that takes.
      lockDrainTimeout: 1,
      namingFunction: () => v7(),
      getFileIdFromRequest: (_req, last) => last,
      onIncomingRequest: (req, id) => this.find(req.method, id),
      onUploadCreate: async (_req, upload) => {
        const { viewer } = this.exchange();
        const announced = readAnnouncement(upload.metadata ?? {}, upload.size ?? 0);
        const begun = await this.reception.announce(viewer, upload.id, announced);
        Object.assign(this.exchange(), {
          row: begun,
          made: begun.id,
          begin: () => this.reception.begin(viewer, begun),
        });
        return {};
      },
      onUploadFinish: async (_req, upload) => {
        const refused = await this.settle(upload.id);
        return refused === null ? {} : { headers: { 'Copse-Refused': refused } };
      },
      onResponseError: (_req, error) => {
        this.exchange().thrown = error;
        return { status_code: 500, body: '' };
      },
    });
  }

  /** Answers every request under /uploads; stands behind `Authentication.middleware`, and before what compresses. */
  handler(): RequestHandler {
    return (req, res) => {
      const answered = this.answer(req, res).finally(() => this.running.delete(req));
      this.running.set(req, answered);
    };
  }

  /** Takes nothing more, and cuts off what is being received once that is written down: the senders go on later. */
  async close(): Promise<void> {
    this.closing = true;
    for (const req of this.running.keys()) req.destroy(new Error('The process ends.'));
    await Promise.all(this.running.values());
  }

  private async answer(req: ExpressRequest, res: ServerResponse): Promise<void> {
    res.setHeader('tus-resumable', '1.0.0');
    const exchange: Exchange = { viewer: req.viewer ?? Viewer.anonymous };
    try {
      if (this.closing) throw new Unavailable();
      const id = targetOf(req.method, req.originalUrl);
      if (req.credentialRefused) throw new Unauthenticated('This access token is not valid or has expired.');
      // What is wrong with a request is told to those who may make one.
      if (req.method !== 'OPTIONS') passDoor(exchange.viewer, 'signed-in');
      checkHeaders(req.method, req.headers);
      const response = await this.speak(req, exchange, id === null ? UPLOADS : `${UPLOADS}/${id}`);
      if ('thrown' in exchange) throw exchange.thrown;
      if (response.status >= 400) throw new Error(`The tus server answered ${response.status}.`);
      if (req.destroyed && !req.complete) await this.undo(exchange);
      this.say(res, response);
    } catch (thrown) {
      await this.undo(exchange);
      const { error, status } = answerOf(thrown);
      answerError(res, error, this.logger, status === undefined ? {} : { status });
    }
    // Also of what is here to its end: unread it would keep the next request of this connection waiting.
    if (!req.readableEnded) drain(req);
  }

  /** Lets the tus server serve a request whose headers are in order. */
  private async speak(req: ExpressRequest, exchange: Exchange, path: string): Promise<Response> {
    const headers = HEARD.flatMap((name): [string, string][] => {
      const value = req.headers[name]?.toString();
      return value === undefined ? [] : [[name, value]];
    });
    // Of the others a body is nothing to tus, and HEAD may have none.
    const hasBody = req.method === 'POST' || req.method === 'PATCH';
    const body = bodyOf(req);
    const anyTime = (): unknown => req.setTimeout(0);
    req.setTimeout(IDLE_MS, () => req.destroy(new Error('Nothing came for too long.')));
    req.once('end', anyTime);
    const request = new Request(`http://localhost${path}`, {
      method: req.method,
      headers,
      ...(hasBody && { body: body.stream, duplex: 'half' }),
    } as RequestInit);
    // By this the tus server hears that the client went away, and keeps what came.
    Object.assign(request, { runtime: { name: 'node', node: { req } } });
    try {
      return await this.store.atHand.run(Object.assign(exchange, { body }), () => this.tus.handleWeb(request));
    } finally {
      body.release();
      // Before the answer: what counts after it is how long a connection may be idle, and that is the server's to say.
      req.off('end', anyTime).setTimeout(0);
    }
  }

  /** Of an upload that came with its first bytes and failed over them nobody was told the address. */
  private async undo({ made }: Exchange): Promise<void> {
    // There is none where it was refused, or ended, already; and what cannot be ended just now is swept.
    if (made !== undefined) await this.store.remove(made).catch(() => undefined);
  }

  private say(res: ServerResponse, response: Response): void {
    for (const [name, value] of response.headers) if (SAID.test(name)) res.setHeader(name, value);
    res.setHeader('cache-control', 'private, no-store');
    res.writeHead(response.status).end();
  }

  /** Before anything is done with an upload; making one is judged once it is announced. */
  private async find(method: string, id: string): Promise<void> {
    if (method === 'POST') return;
    const exchange = this.exchange();
    exchange.row = await this.reception.find(exchange.viewer, id);
  }

  /**
   * Looks at what arrived. What could not be looked at just now is looked at when somebody uses it: the bytes are here,
   * and that is what this answer is about.
   */
  private async settle(id: string): Promise<RefusalCode | null> {
    try {
      return await this.inspection.settleOf(id);
    } catch (error) {
      if (toDomainError(error) === null)
        this.logger.error({ err: error, upload: id }, 'uploads: could not be looked at');
      return null;
    }
  }

  private exchange(): Exchange {
    const exchange = this.store.atHand.getStore();
    if (!exchange) throw new NotFound();
    return exchange as Exchange;
  }
}

/** Takes the rest of a body that nobody wants, for a while. */
function drain(req: IncomingMessage): void {
  let came = 0;
  const deadline = setTimeout(() => req.destroy(), DRAIN_MS).unref();
  req.on('data', (chunk: Buffer) => {
    came += chunk.length;
    // Ended rather than left standing: somebody may wait for the answer to a next request behind it.
    if (came > DRAINED_BYTES) req.destroy();
  });
  req.once('close', () => clearTimeout(deadline));
  req.on('error', () => undefined);
  req.resume();
}
