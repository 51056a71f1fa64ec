import type { Sender, UploadProcess } from './upload-scene.js';

/** What a test announces; metadata values as they are, and raw headers over everything. */
export interface Announced {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly community?: string | null;
  readonly sha256?: string | null;
  readonly size?: number | string;
  readonly headers?: Record<string, string | null>;
}

/** An answer, in short. */
export interface TusReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Code and fields of the refusal. */
  readonly code: string | undefined;
  readonly fields: Record<string, string> | undefined;
}

/** Upload-Metadata of these values; null leaves a key out. */
export const metadataOf = (values: Record<string, string | null | undefined>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => `${key} ${Buffer.from(value ?? '').toString('base64')}`)
    .join(',');

/** Speaks tus to one process as one person, without the comfort of a client. */
export class Tus {
  constructor(
    private readonly process: UploadProcess,
    private readonly person: Sender | null,
  ) {}

  /** Any request. */
  async ask(
    method: string,
    path: string,
    headers: Record<string, string | null> = {},
    body?: Buffer,
  ): Promise<TusReply> {
    const all: Record<string, string | null> = {
      'tus-resumable': '1.0.0',
      'x-person': this.person?.accountId ?? null,
      ...headers,
    };
    const given = Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== null));
    const response = await fetch(this.process.origin + path, {
      method,
      headers: given,
      ...(body && { body: new Uint8Array(body) }),
    });
    const text = await response.text();
    const error = text.startsWith('{') ? firstError(text) : undefined;
    return { status: response.status, headers: response.headers, text, code: error?.code, fields: error?.fields };
  }

  /** Announces an upload. */
  announce(announced: Announced, body?: Buffer): Promise<TusReply> {
    const { name = 'notes.txt', type = 'text/plain', community, sha256, size = 5, headers } = announced;
    return this.ask(
      'POST',
      '/uploads',
      {
        'upload-length': String(size),
        'upload-metadata': metadataOf({ filename: name, filetype: type, community, sha256 }),
        ...(body && { 'content-type': 'application/offset+octet-stream' }),
        ...headers,
      },
      body,
    );
  }

  /** Begins an upload that must be taken; answers its id. */
  async begin(announced: Announced): Promise<string> {
    const { status, headers, text } = await this.announce(announced);
    if (status !== 201) throw new Error(`${status}: ${text}`);
    return idOf(headers);
  }

  /** Sends bytes. */
  patch(
    id: string,
    offset: number | string,
    bytes: Buffer,
    headers: Record<string, string | null> = {},
  ): Promise<TusReply> {
    const given = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream', ...headers };
    return this.ask('PATCH', `/uploads/${id}`, given, bytes);
  }

  /** How far it is; null when there is no such upload. */
  async offset(id: string): Promise<number | null> {
    const { status, headers } = await this.ask('HEAD', `/uploads/${id}`);
    return status === 200 ? Number(headers.get('upload-offset')) : null;
  }

  cancel(id: string): Promise<TusReply> {
    return this.ask('DELETE', `/uploads/${id}`);
  }

  /** A whole upload; answers its id. */
  async send(bytes: Buffer, announced: Announced): Promise<string> {
    const id = await this.begin({ size: bytes.length, ...announced });
    const { status, text } = await this.patch(id, 0, bytes);
    if (status !== 204) throw new Error(`${status}: ${text}`);
    return id;
  }
}

/** The id at the end of the address of an upload. */
export const idOf = (headers: Headers): string => headers.get('location')?.split('/').at(-1) ?? '';

function firstError(text: string): { code?: string; fields?: Record<string, string> } | undefined {
  const { errors } = JSON.parse(text) as {
    errors: { extensions: { code?: string; fields?: Record<string, string> } }[];
  };
  return errors[0]?.extensions;
}
