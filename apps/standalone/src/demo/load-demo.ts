import { PasswordHasher } from '#identity';
import { Outbox } from '#platform/events';
import type { Database } from '#platform/database';
import { newSecret } from '#platform/secrets';
import type { FileStorage } from '#platform/storage';
import { applications } from './application-rows.js';
import { castOf } from './cast.js';
import { Chance } from './chance.js';
import { demoRepository } from './demo.repository.js';
import { discussions } from './discussion-rows.js';
import { library } from './library.js';
import { noteLoaded } from './mark.repository.js';
import { followRows, peopleRows } from './people-rows.js';
import type { Row, Rows } from './places.js';
import { timeline } from './timeline.js';
import type { DemoWords } from './words.js';

/** The order in which rows may refer to each other. */
const ORDER = [
  'institutions',
  'institution_domains',
  'institution_memberships',
  'accounts',
  'affiliations',
  'memberships',
  'community_member_counts',
  'public_members',
  'attestations',
  'applications',
  'stored_files',
  'files',
  'community_storage',
  'resources',
  'resource_versions',
  'threads',
  'community_thread_counts',
  'posts',
  'read_marks',
  'thread_watches',
  'post_reports',
  'community_preferences',
  'fanouts',
];

/** What filling needs. */
export interface DemoLoad {
  readonly db: Database;
  readonly storage: FileStorage;
  readonly words: DemoWords;
  /** The same seed and moment give the same demonstration, but for what is secret. */
  readonly seed: string;
  /** To which all dates are relative. */
  readonly now: Date;
}

/** How much there is. */
export interface LoadedDemo {
  readonly people: number;
  readonly threads: number;
  readonly posts: number;
  readonly resources: number;
}

/**
 * Fills a database that has the directory and nobody in it. Files are made and stored first; all rows come in one
 * transaction, so that an interrupted load has loaded nothing. What happens after a write (notifications, previews, the
 * index of the search) is left to the product's own jobs.
 */
export async function loadDemo({ db, storage, words, seed, now }: DemoLoad): Promise<LoadedDemo> {
  const chance = new Chance(seed);
  const places = new Map((await demoRepository.places(db)).map((place) => [place.slug, place]));
  const associations = await demoRepository.associations(db);
  const threads = timeline(words, now, chance);
  const cast = castOf(words, threads, now, chance);
  const parts = { words, threads, cast, places, associations, now, chance };
  const nobodysPassword = await new PasswordHasher().hash(newSecret());
  const talk = discussions(parts);
  const waiting = applications(parts);
  const shared = await library(parts);
  const rows = merged([
    peopleRows({ ...parts, nobodysPassword }),
    followRows({ ...parts, nobodysPassword }, newSecret),
    waiting.rows,
    shared.rows,
    talk.rows,
  ]);
  for (const { key, bytes } of shared.objects) await storage.write(key, bytes);
  const outbox = new Outbox();
  await db.tx(async (tx) => {
    for (const table of ORDER) await demoRepository.insert(tx, table, rows.get(table) ?? []);
    await outbox.recordAll(tx, talk.untold);
    await outbox.recordAll(tx, waiting.untold);
    await outbox.recordAll(tx, shared.unseen);
    await outbox.enqueue(tx, 'fill-search', {});
    await noteLoaded(tx);
  });
  const counted = (table: string): number => rows.get(table)?.length ?? 0;
  return { people: cast.size, threads: threads.length, posts: counted('posts'), resources: counted('resources') };
}

function merged(parts: readonly Rows[]): Map<string, Row[]> {
  const all = new Map<string, Row[]>();
  for (const part of parts) {
    for (const [table, rows] of Object.entries(part)) all.set(table, [...(all.get(table) ?? []), ...rows]);
  }
  const forgotten = [...all.keys()].find((table) => !ORDER.includes(table));
  if (forgotten !== undefined) throw new Error(`The table ${forgotten} has no place in the order.`);
  return all;
}
