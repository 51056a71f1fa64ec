import { createHash } from 'node:crypto';
import { FileKept, hasPreview, tagKeys } from '#resources';
import { cleanFileName, FILE_TYPES } from '#platform/file-types';
import { foldText } from '#platform/text';
import { actorOf, type Actor } from './cast.js';
import type { Chance } from './chance.js';
import { makeFile } from './files/make-file.js';
import { placeOf, type Places, type Row, type Rows } from './places.js';
import type { DemoWords, ResourceWords } from './words.js';

const DAY = 86_400_000;
const NAME_WORDS = 6;

/** Bytes and the key under which the storage keeps them. */
export interface StoredBytes {
  readonly key: string;
  readonly bytes: Buffer;
}

/** The rows of all libraries, the bytes they speak of, and of which files pictures are still to be made. */
export interface Library {
  readonly rows: Rows;
  readonly objects: readonly StoredBytes[];
  readonly unseen: readonly FileKept[];
}

interface LibraryParts {
  readonly words: DemoWords;
  readonly cast: ReadonlyMap<string, Actor>;
  readonly places: Places;
  readonly now: Date;
  readonly chance: Chance;
}

interface Version {
  readonly fileId: string;
  readonly number: number;
  readonly note: string | null;
  readonly at: Date;
  readonly name: string;
  readonly bytes: Buffer;
  readonly sha256: string;
}

interface Shared {
  readonly id: string;
  readonly words: ResourceWords;
  readonly communityId: string;
  readonly sharer: Actor;
  readonly at: Date;
  readonly versions: readonly Version[];
}

/** Makes the files of all resources, each of their versions, and what the database says of them. */
export async function library(parts: LibraryParts): Promise<Library> {
  const shared: Shared[] = [];
  for (const words of parts.words.resources) shared.push(await share(parts, words));
  const files = shared.flatMap((resource) => resource.versions.map((version) => ({ ...resource, version })));
  // Each content is kept once, however often it stands somewhere.
  const contents = new Map(files.map(({ version }) => [version.sha256, version]).toReversed() as [string, Version][]);
  const keys = new Map([...contents].map(([sum, { at }]) => [sum, parts.chance.of('content', sum).idAt(at)]));
  const keyOf = (sum: string): string => keys.get(sum) ?? '';
  return {
    objects: [...contents].map(([sum, { bytes }]) => ({ key: keyOf(sum), bytes })),
    unseen: files.filter(({ words }) => isPictured(words)).map(({ version }) => new FileKept(version.fileId)),
    rows: {
      stored_files: [...contents].map(([sum, { bytes, at }]) => ({
        id: keyOf(sum),
        sha256: sum,
        size: bytes.length,
        created_at: at,
      })),
      files: files.map(({ words, communityId, sharer, version }) => ({
        id: version.fileId,
        community_id: communityId,
        stored_file_id: keyOf(version.sha256),
        owner_id: sharer.id,
        use: 'VERSION',
        state: 'SHOWN',
        name: version.name,
        media_type: typeOf(words).mediaType,
        charged: version.bytes.length,
        preview_state: isPictured(words) ? 'WAITING' : 'NONE',
        created_at: version.at,
      })),
      community_storage: [...Map.groupBy(files, ({ communityId }) => communityId)].map(([id, ofIt]) => ({
        community_id: id,
        bytes: ofIt.reduce((sum, { version }) => sum + version.bytes.length, 0),
      })),
      resources: shared.map((resource) => resourceRow(resource, parts.chance)),
      resource_versions: files.map(({ id, sharer, version }) => ({
        id: version.fileId,
        resource_id: id,
        number: version.number,
        note: version.note,
        author_id: sharer.id,
        restored_from: null,
        created_at: version.at,
      })),
      fanouts: shared.map(({ id }) => ({ subject_id: id, number: 1, behind: false })),
    },
  };
}

async function share({ cast, places, now, chance }: LibraryParts, words: ResourceWords): Promise<Shared> {
  const own = chance.of('resource', words.community, words.title);
  const sharer = actorOf(cast, words.by);
  const at = new Date(now.getTime() - words.days * DAY + own.below(8 * 3_600_000));
  const author = words.authors.join(', ') || sharer.name;
  const notes = [null, ...words.versions];
  const versions: Version[] = [];
  for (const [index, note] of words.format === 'link' ? [] : notes.entries()) {
    const later = Math.round((words.days * DAY * 0.7 * index) / notes.length);
    const moment = new Date(at.getTime() + later);
    const bytes = await makeFile(asItWas(words, notes.length - 1 - index), { at: moment, author });
    if (!bytes) throw new Error(`${words.title} has no file.`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    versions.push({
      fileId: own.idAt(moment),
      number: index + 1,
      note,
      at: moment,
      name: nameOf(words),
      bytes,
      sha256,
    });
  }
  return { id: own.idAt(at), words, communityId: placeOf(places, words.community).id, sharer, at, versions };
}

/** A version before the present one had a little less in it. */
function asItWas(words: ResourceWords, before: number): ResourceWords {
  const less = <T>(parts: readonly T[]): T[] => parts.slice(0, Math.max(1, parts.length - before));
  return { ...words, sections: less(words.sections), slides: less(words.slides), rows: less(words.rows) };
}

const typeOf = ({ format }: ResourceWords): { readonly mediaType: string } => FILE_TYPES[format] ?? { mediaType: '' };

const isPictured = (words: ResourceWords): boolean => hasPreview(typeOf(words).mediaType);

/** The first words of the title, as people name files. */
function nameOf({ title, format }: ResourceWords): string {
  const words = foldText(title).match(/[a-z0-9]+/g) ?? [];
  return cleanFileName(`${words.slice(0, NAME_WORDS).join('-')}.${format}`) ?? `file.${format}`;
}

function resourceRow({ id, words, communityId, sharer, at, versions }: Shared, chance: Chance): Row {
  return {
    id,
    community_id: communityId,
    sharer_id: sharer.id,
    title: words.title,
    sort_title: foldText(words.title),
    description: words.description.trim(),
    kind: words.kind,
    language: words.language,
    tags: words.tags,
    tag_keys: tagKeys(words.tags),
    licence: words.licence,
    terms: null,
    authors: words.authors.join(', ') || null,
    url: words.url ?? null,
    downloads: words.url ? 0 : chance.of('downloads', id).between(2, 8 + words.days),
    last_number: versions.length,
    revision: Math.max(1, versions.length),
    created_at: at,
    updated_at: versions.at(-1)?.at ?? at,
  };
}
