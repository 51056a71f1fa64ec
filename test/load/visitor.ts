import { Agent, request, type OutgoingHttpHeaders } from 'node:http';
import { v7 } from 'uuid';
import type { BenchSession, Dataset } from '../bench/dataset.js';
import { clientDocument } from '../bench/documents.js';
import type { Arrival } from './plan.js';

/** What became of a request: the status, and whether it is what was asked for. */
export interface Outcome {
  readonly status: number;
  /** Why it counts as an error, or null. A refusal by 503 or 429 is none here: whether it is allowed is for the caller. */
  readonly wrong: string | null;
}

interface Reply {
  readonly status: number;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const DEADLINE_MS = 30_000;
const UPLOAD_BYTES = 48 * 1024;
const REFUSED = new Set([429, 503]);
const TUS = { 'tus-resumable': '1.0.0' };

/** The people of the load, as their browsers ask: with the documents of the web client, each from an address of its own. */
export class Visitors {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  private readonly documents = {
    thread: clientDocument('ThreadPage'),
    list: clientDocument('CommunityThreads'),
    inbox: clientDocument('Inbox'),
    reply: clientDocument('Reply'),
  };
  private uploads = 0;
  /** Ids of replies that the server has acknowledged. */
  readonly acknowledged: string[] = [];

  constructor(
    private readonly port: number,
    private readonly dataset: Dataset,
    private readonly bodies: readonly string[],
  ) {}

  /** Does one thing. Never throws: what went wrong is in the outcome. */
  async do({ act, thread: at, person }: Arrival): Promise<Outcome> {
    const thread = this.dataset.threads[at];
    const session = this.dataset.sessions[person];
    if (!thread || !session) throw new Error(`There is no thread ${at} or no person ${person}.`);
    try {
      switch (act) {
        case 'thread': {
          const variables = { id: thread.id, language: 'EN', first: 20, around: null };
          return await this.ask('ThreadPage', this.documents.thread, variables, person, session, 'thread');
        }
        case 'list': {
          const variables = { slug: thread.communitySlug, after: null };
          return await this.ask('CommunityThreads', this.documents.list, variables, person, session, 'community');
        }
        case 'inbox': {
          const variables = { first: 20, after: null, unreadOnly: false, filter: null, language: 'EN' };
          return await this.ask('Inbox', this.documents.inbox, variables, person, session, 'notifications');
        }
        case 'reply': {
          const id = v7();
          const body = this.bodies[at % this.bodies.length];
          const input = { id, threadId: thread.id, body, inReplyTo: null };
          const outcome = await this.ask('Reply', this.documents.reply, { input }, person, session, 'reply');
          if (outcome.status === 200 && outcome.wrong === null) this.acknowledged.push(id);
          return outcome;
        }
        case 'upload':
          return await this.upload(thread.communitySlug, person, session);
      }
    } catch (error) {
      return { status: 0, wrong: `${act}: ${error instanceof Error ? error.message : String(error)}` };
    }
  }

  /** Closes what is open. */
  close(): void {
    this.agent.destroy();
  }

  private async ask(
    operationName: string,
    query: string,
    variables: object,
    person: number,
    session: BenchSession,
    field: string,
  ): Promise<Outcome> {
    const body = Buffer.from(JSON.stringify({ operationName, query, variables }));
    const headers = { ...this.credential(person, session), 'content-type': 'application/json' };
    const { status, body: answer } = await this.send('POST', '/graphql', headers, body);
    if (status !== 200) return outcomeOf(status, operationName);
    const { data, errors } = JSON.parse(answer.toString()) as {
      data?: Record<string, unknown> | null;
      errors?: unknown;
    };
    if (errors !== undefined || !data?.[field]) {
      const text = JSON.stringify(errors ?? data).slice(0, 300);
      // Said by the operation itself, as GraphQL does it.
      if (/"(RATE_LIMITED|UNAVAILABLE)"/.test(text)) return { status: 429, wrong: null };
      return { status, wrong: `${operationName}: ${text}` };
    }
    return { status, wrong: null };
  }

  private async upload(community: string, person: number, session: BenchSession): Promise<Outcome> {
    this.uploads += 1;
    const file = Buffer.alloc(UPLOAD_BYTES, `visitors,${this.uploads},${session.accountId}\n`);
    const metadata = Object.entries({ filename: `visitors-${this.uploads}.csv`, filetype: 'text/csv', community })
      .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
      .join(',');
    const headers = { ...this.credential(person, session), ...TUS };
    const begun = await this.send('POST', '/uploads', {
      ...headers,
      'upload-length': file.length,
      'upload-metadata': metadata,
    });
    if (begun.status !== 201) return outcomeOf(begun.status, 'beginning an upload');
    const done = await this.send(
      'PATCH',
      String(begun.headers['location']),
      { ...headers, 'content-type': 'application/offset+octet-stream', 'upload-offset': 0 },
      file,
    );
    const refused = done.headers['copse-refused'];
    if (refused !== undefined) return { status: done.status, wrong: `upload: refused, ${String(refused)}` };
    return done.status === 204 ? { status: 200, wrong: null } : outcomeOf(done.status, 'an upload');
  }

  private credential(person: number, { token }: BenchSession): OutgoingHttpHeaders {
    return {
      cookie: `copse=${token}`,
      origin: `http://127.0.0.1:${this.port}`,
      'x-forwarded-for': `10.0.${person >> 8}.${person & 255}`,
    };
  }

  private send(method: string, path: string, headers: OutgoingHttpHeaders, body?: Buffer): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const length = body ? { 'content-length': body.length } : method === 'POST' ? { 'content-length': 0 } : {};
      const { agent, port } = this;
      const asked = request({ host: '127.0.0.1', port, method, path, agent, headers: { ...headers, ...length } });
      const tooLate = setTimeout(() => asked.destroy(new Error('no answer within 30 s')), DEADLINE_MS);
      asked.once('error', (error) => {
        clearTimeout(tooLate);
        reject(error);
      });
      asked.once('response', (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.once('error', reject);
        answer.once('end', () => {
          clearTimeout(tooLate);
          resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts), headers: answer.headers });
        });
      });
      asked.end(body);
    });
  }
}

function outcomeOf(status: number, what: string): Outcome {
  return { status, wrong: REFUSED.has(status) ? null : `${what}: status ${status}` };
}
