import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { io } from 'socket.io-client';
import { NO_LIMITS } from '../support/no-limits.js';
import { startProduct, type Product, type ProductOptions } from '../support/product.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { testDatabase } from '#platform/testing';
import { PLACES, type Actor, type Place } from './actors.js';
import type { Row } from './expectations.js';
import { FIELDS } from './fields.js';
import { OPERATIONS } from './operations.js';
import { BYTES, makeGround, makeWorld, STORED, type World } from './world.js';

const LETTERS: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: 'U',
  FORBIDDEN: 'F',
  NOT_FOUND: 'N',
  BAD_USER_INPUT: 'B',
  CONFLICT: 'C',
};
/** The expected letters of a row in one place. */
export const lettersOf = (row: Row, place: Place): string => (typeof row === 'string' ? row : row[place]);

/** An answer as GraphQL gives it. */
export interface GraphqlAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** What becomes of an actor before they ask. */
export interface Turn {
  readonly sql?: string;
  readonly by?: 'session' | 'token';
}

/** The whole product on a database whose people and places are made by SQL. */
export class MatrixSite {
  private readonly shared = new Map<string, World>();
  private turn: string | null = null;

  /** How every actor shows who they are at `/graphql`. */
  private knock: 'session' | 'token' = 'session';

  private constructor(
    readonly product: Product,
    readonly client: Client,
    private readonly files: string,
    private readonly end: () => Promise<void>,
  ) {}

  /** Starts the product; `env` adds to its environment, `built` says what is started. */
  static async start({ env = {}, built }: Pick<ProductOptions, 'env' | 'built'> = {}): Promise<MatrixSite> {
    const folder = await temporaryFolder();
    const database = await testDatabase();
    const files = join(folder.path, 'data/files');
    await mkdir(files, { recursive: true, mode: 0o700 });
    await writeFile(join(files, STORED), BYTES);
    const product = await startProduct({
      dataDir: join(folder.path, 'data'),
      ...(built !== undefined && { built }),
      env: { DATABASE_URL: database.url, DIRECTORY: 'none', RATE_LIMITS: NO_LIMITS, ...env },
    });
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await makeGround(client);
    return new MatrixSite(product, client, files, async () => {
      await product.end('SIGTERM');
      await client.end();
      await database.close();
      await folder.remove();
    });
  }

  /**
   * From now on worlds are made anew and changed by this SQL before anybody asks in them, and who they are is shown by a
   * session or by a token. `$1` is the actor's account, `$2` the community.
   */
  becomes({ sql, by }: Turn): void {
    this.forget();
    this.turn = sql ?? null;
    this.knock = by ?? 'session';
  }

  /** Ends everything. */
  stop(): Promise<void> {
    return this.end();
  }

  /** A world of its own, for what changes it. */
  async fresh(actor: Actor, place: Place, open = false): Promise<World> {
    const world = await makeWorld(this.client, actor, place, open);
    if (this.turn) await this.client.query(this.turn, [world.actorId, world.communityId]);
    return world;
  }

  /** A world that refusals and reads share. */
  async world(actor: Actor, place: Place, open = false): Promise<World> {
    const key = `${actor}/${place}/${open}`;
    const known = this.shared.get(key);
    if (known) return known;
    const made = await this.fresh(actor, place, open);
    this.shared.set(key, made);
    return made;
  }

  /** Forgets the shared worlds, after something happened in them that must not. */
  forget(): void {
    this.shared.clear();
  }

  /** Asks GraphQL as the world's actor. */
  async ask(
    world: World,
    query: string,
    variables: Record<string, unknown> = {},
    byToken = false,
  ): Promise<GraphqlAnswer> {
    const { origin } = this.product;
    const credential: Record<string, string> =
      byToken || this.knock === 'token'
        ? { authorization: `Bearer ${world.accessToken}` }
        : { cookie: world.cookie ?? '' };
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin,
        ...(world.cookie === undefined ? {} : credential),
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as GraphqlAnswer;
  }

  /** What one field says to one actor in one place, as a letter of the table. */
  async field(name: string, actor: Actor, place: Place): Promise<string> {
    const field = FIELDS[name];
    if (!field) throw new Error(`Nobody wrote down how to ask ${name}.`);
    const world = await this.world(actor, place, name.endsWith('(join)'));
    const { query, variables, value } = field(world);
    const { data, errors } = await this.ask(world, query, variables);
    return letterOf(errors, data ? value(data) : undefined);
  }

  /** What one address answers. What would change something is asked in a world of its own. */
  async path(name: string, actor: Actor, place: Place): Promise<string> {
    const [method = 'GET', address = '/'] = name.replace(/ \(.*/, '').split(' ');
    const changes = method === 'POST' || method === 'DELETE' || method === 'PATCH';
    const world = await (changes ? this.fresh(actor, place) : this.world(actor, place));
    const former = `was-${world.slug}`;
    if (name.includes(':formerSlug'))
      await this.client.query(`INSERT INTO former_slugs (slug, community_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
        former,
        world.communityId,
      ]);
    const names: Readonly<Record<string, string>> = {
      formerSlug: former,
      slug: world.slug,
      id: world.threadId,
      version: world.versionId,
      removedVersion: world.removedVersionId,
      attachment: world.attachmentId,
      removedAttachment: world.removedAttachmentId,
      held: world.heldId,
      ownHeld: world.ownHeldId,
      upload: world.uploadId,
      ownUpload: world.ownUploadId,
      mailToken: world.mailToken,
    };
    const path = address.replace(/:(\w+)/g, (_, key: string) => names[key] ?? `[${key}]`);
    // What was sent lies in the storage under the upload's id.
    if (path.startsWith('/uploads/'))
      for (const id of [world.uploadId, world.ownUploadId]) await writeFile(join(this.files, id), BYTES);
    if (path.includes('/preview/'))
      for (const id of [world.versionId, world.removedVersionId])
        for (const size of ['small', 'large']) await writeFile(join(this.files, `${id}.${size}`), BYTES);
    const { origin } = this.product;
    const response = await fetch(`${origin}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'text/html,*/*',
        ...(world.cookie === undefined ? {} : { cookie: world.cookie }),
        ...(name.includes('(a range)') ? { range: 'bytes=1-3' } : {}),
        ...(name.includes('(known already)') ? { 'if-none-match': ETAG } : {}),
        ...(path.startsWith('/uploads') && method !== 'GET' ? { origin, ...uploading(world) } : {}),
      },
      ...(method === 'PATCH' ? { body: '' } : {}),
    });
    const page = await response.text();
    if (response.status === 301 && response.headers.get('location')?.endsWith(`/c/${world.slug}`)) return 'M';
    if (response.ok || response.status === 304)
      return place === 'private' && insideOf(world, address).some((what) => page.includes(what)) ? '[leaks]' : '+';
    return response.status >= 400 && response.status < 500 ? '0' : `[${response.status}]`;
  }

  /** What one socket event is answered. */
  async event(name: string, actor: Actor, place: Place): Promise<string> {
    const world = await this.world(actor, place);
    const { origin } = this.product;
    const socket = io(origin, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { origin, ...(world.cookie === undefined ? {} : { cookie: world.cookie }) },
    });
    try {
      await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
      const room = name.startsWith('thread') ? { threadId: world.threadId } : { slug: world.slug };
      const answer = (await socket.timeout(30_000).emitWithAck(name, room)) as { ok: boolean; code?: string };
      return answer.ok ? '+' : letterOf([{ message: '', extensions: { code: answer.code ?? '' } }], null);
    } finally {
      socket.disconnect();
    }
  }

  /** How one operation ends for one actor in one place, as a letter of the table. */
  async outcome(name: string, actor: Actor, place: Place, expected: string): Promise<string> {
    const operation = OPERATIONS[name];
    if (!operation) throw new Error(`Nobody wrote down how to ask ${name}.`);
    const changes = name.startsWith('Mutation.') && expected === '+';
    const world = await (changes ? this.fresh(actor, place, operation.open) : this.world(actor, place, operation.open));
    const { query, variables } = operation.ask(world);
    const after = await operation.before?.(this.client, world);
    const { data, errors } = await this.ask(world, query, variables, operation.byToken);
    await after?.();
    const value = data && operation.value && !errors ? operation.value(data) : Object.values(data ?? {})[0];
    return letterOf(errors, value);
  }
}

/**
 * What no page may hold of a private community. Only the list at `/` has its name, since the directory names all of them;
 * which of them come first there is chance, for the worlds' names are drawn by lot.
 */
const insideOf = (world: World, address: string): readonly string[] => [
  world.threadId,
  world.postId,
  world.authorId,
  world.memberId,
  world.resourceId,
  world.versionId,
  world.attachmentId,
  world.word,
  ...(address === '/' ? [] : [world.slug]),
];

/** What a browser that has the bytes already says. */
const ETAG = `"${createHash('sha256').update(BYTES).digest('hex')}"`;

/** Headers of the upload protocol, fit for each of its methods. */
const uploading = ({ slug }: World): Record<string, string> => ({
  'tus-resumable': '1.0.0',
  'upload-offset': String(BYTES.length),
  'upload-length': String(BYTES.length),
  'content-type': 'application/offset+octet-stream',
  'upload-metadata': [
    ['filename', 'birches.txt'],
    ['filetype', 'text/plain'],
    ['community', slug],
  ]
    .map(([key, value = '']) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(','),
});

/** The letter of an answer; a code that the table does not know stands there as it is. */
export function letterOf(errors: GraphqlAnswer['errors'], value: unknown): string {
  const code = errors?.[0]?.extensions.code;
  if (code !== undefined) return LETTERS[code] ?? `[${code}: ${errors?.[0]?.message ?? ''}]`;
  return value === null || value === undefined ? '0' : '+';
}

/** A row for each place, as it should be read in a failure. */
export const everyPlace = (row: Row): Record<Place, string> =>
  Object.fromEntries(PLACES.map((place) => [place, lettersOf(row, place)])) as Record<Place, string>;
