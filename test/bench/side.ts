import type { BenchSession, BenchThread } from './dataset.js';

/** A post, reduced to what must be equal on both sides. */
export interface SeenPost {
  readonly id: string;
  readonly number: number;
  readonly html: string;
  readonly author: string;
}

/** Where a side listens; enough to rebuild it in the process that makes the load. */
export interface SideAddress {
  readonly name: 'ours' | 'bare';
  readonly port: number;
}

/** A reply that is about to be posted. */
export interface NewReply {
  readonly id: string;
  readonly thread: BenchThread;
  readonly body: string;
  /** The product's own rendering of the body; the bare side stores what it is given. */
  readonly bodyHtml: string;
  readonly author: BenchSession;
}

/**
 * One of the two programs that are compared, as a client sees it: bytes of requests, and how to read the answers.
 * Readers throw when an answer is not what was asked for.
 */
export interface Side extends SideAddress {
  /** The first 20 posts of a thread, or 20 around a number. */
  page(thread: BenchThread, options: { near?: number; session?: BenchSession }): string;
  postsOf(answer: unknown): SeenPost[];
  /** The 20 threads of a community that moved last. */
  list(thread: BenchThread, session: BenchSession): string;
  threadsOf(answer: unknown): string[];
  /** The 20 newest resources of a community. */
  resources(thread: BenchThread, session: BenchSession): string;
  resourcesOf(answer: unknown): string[];
  /** The newest 20 notifications of somebody. */
  inbox(session: BenchSession): string;
  inboxOf(answer: unknown): string[];
  /** The communities of somebody, each with how many discussions have something unread. */
  unread(session: BenchSession): string;
  /** `<slug> <count>` of each, in order of the slug. */
  unreadOf(answer: unknown): string[];
  reply(reply: NewReply): string;
  /** The number that the reply got. */
  numberOf(answer: unknown): number;
}

/** Bytes of a request without a body. */
export const get = (port: number, path: string): string => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`;

/** Bytes of a request with a JSON body. */
export function post(port: number, path: string, json: unknown, headers = ''): string {
  const body = JSON.stringify(json);
  return (
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\n${headers}` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}
