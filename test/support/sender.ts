import { request, type ClientRequest } from 'node:http';
import type { GraphqlClient } from './graphql-client.js';

/** What is said of a file before it comes. */
export interface Announced {
  readonly name: string;
  readonly size: number;
  readonly community: string;
  readonly type?: string;
  readonly sha256?: string;
}

/** An answer of /uploads, in short. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** Code, fields and sentence of a refusal. */
  readonly code: string | undefined;
  readonly fields: Readonly<Record<string, string>> | undefined;
  readonly message: string | undefined;
}

interface Refusal {
  readonly errors: readonly [
    {
      readonly message: string;
      readonly extensions: { readonly code: string; readonly fields?: Record<string, string> };
    },
  ];
}

const BYTES = 'application/offset+octet-stream';

/** Somebody who sends files by tus, without the comfort of a client that resumes by itself. */
export class Sender {
  constructor(private readonly person: GraphqlClient) {}

  /** Any request under /uploads. */
  async ask(method: string, path: string, headers: Record<string, string> = {}, body?: Buffer): Promise<Reply> {
    const response = await fetch(this.person.origin + path, {
      method,
      headers: { 'tus-resumable': '1.0.0', ...this.person.credential, ...headers },
      ...(body && { body: new Uint8Array(body) }),
    });
    const text = await response.text();
    const [error] = text === '' ? [] : (JSON.parse(text) as Refusal).errors;
    const { status, headers: said } = response;
    return {
      status,
      headers: said,
      code: error?.extensions.code,
      fields: error?.extensions.fields,
      message: error?.message,
    };
  }

  announce({ name, size, community, type, sha256 }: Announced): Promise<Reply> {
    const metadata = Object.entries({ filename: name, filetype: type, community, sha256 })
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key} ${Buffer.from(value ?? '').toString('base64')}`);
    return this.ask('POST', '/uploads', { 'upload-length': String(size), 'upload-metadata': metadata.join(',') });
  }

  /** Begins an upload that must be taken; answers its id. */
  async begin(announced: Announced): Promise<string> {
    const reply = await this.announce(announced);
    const id = reply.headers.get('location')?.split('/').at(-1);
    if (reply.status !== 201 || id === undefined) throw new Error(`${announced.name}: ${JSON.stringify(reply)}`);
    return id;
  }

  patch(id: string, offset: number, bytes: Buffer): Promise<Reply> {
    return this.ask('PATCH', `/uploads/${id}`, { 'upload-offset': String(offset), 'content-type': BYTES }, bytes);
  }

  /** How far it is; null when there is no such upload. */
  async offset(id: string): Promise<number | null> {
    const { status, headers } = await this.ask('HEAD', `/uploads/${id}`);
    return status === 200 ? Number(headers.get('upload-offset')) : null;
  }

  /** Sends what is missing, in one piece; answers what was said to the last byte. */
  async finish(id: string, bytes: Buffer): Promise<Reply> {
    const offset = (await this.offset(id)) ?? 0;
    return this.patch(id, offset, bytes.subarray(offset));
  }

  /** A whole upload; answers its id and what was said to its last byte. */
  async send(bytes: Buffer, announced: Omit<Announced, 'size'>): Promise<{ id: string; reply: Reply }> {
    const id = await this.begin({ ...announced, size: bytes.length });
    return { id, reply: await this.patch(id, 0, bytes) };
  }

  /** Begins a request of so many bytes; the test writes them, ends it or breaks it off. */
  sending(id: string, offset: number, length: number): { request: ClientRequest; answer: Promise<number | null> } {
    const sent = request(`${this.person.origin}/uploads/${id}`, {
      method: 'PATCH',
      headers: {
        'tus-resumable': '1.0.0',
        ...this.person.credential,
        'content-type': BYTES,
        'upload-offset': String(offset),
        'content-length': String(length),
      },
    });
    // null: no answer came.
    const answer = new Promise<number | null>((resolve) => {
      sent.once('response', (response) => resolve(response.resume().statusCode ?? null));
      sent.once('error', () => resolve(null)).once('close', () => resolve(null));
    });
    return { request: sent, answer };
  }
}

/** How many bytes a community's files take, uploads under way included. */
export async function usedBytes(member: GraphqlClient, slug: string): Promise<number> {
  const { community } = await member.data<{ community: { uploadLimits: { usedBytes: number } } }>(
    'query ($slug: String!) { community(slug: $slug) { uploadLimits { usedBytes } } }',
    { slug },
  );
  return community.uploadLimits.usedBytes;
}
