import { v7 } from 'uuid';
import { statement, type Queryable, type Tx } from '#platform/database';
import { Association } from '../association/association.entity.js';
import { Community } from '../community/community.entity.js';
import { searchTextOf } from '../community/search-text.js';
import type { DirectoryFile } from './directory.input.js';

const LOADED = statement('directory-loaded', `SELECT 1 AS found FROM directory_loads`);
const CLAIM = statement(
  'directory-claim',
  `INSERT INTO directory_loads (id, source) VALUES (1, $1) ON CONFLICT (id) DO NOTHING RETURNING id`,
);

/** Whether a directory was read at an earlier start. */
export async function wasLoaded(on: Queryable): Promise<boolean> {
  return (await on.run(LOADED)).length > 0;
}

/** Notes that this transaction reads the directory; false when another start did, whose commit is awaited here. */
export async function claimLoad(tx: Tx, source: string): Promise<boolean> {
  return (await tx.run(CLAIM, [source])).length > 0;
}

/** Writes all associations and communities of a file. */
export async function insertDirectory(tx: Tx, file: DirectoryFile): Promise<void> {
  const ids = new Map(file.associations.map(({ slug }) => [slug, v7()]));
  await tx.manager.insert(
    Association,
    file.associations.map(({ slug, name, languages }, position) => ({
      id: idOf(ids, slug),
      slug,
      nameEn: name.EN,
      nameFr: name.FR,
      languages: [...new Set(languages)],
      position,
    })),
  );
  if (file.communities.length === 0) return;
  await tx.manager.insert(
    Community,
    file.communities.map(
      ({ name, summary, association, applicationForm, meetings, facilitatorNote, ...rules }, position) => ({
        ...rules,
        id: v7(),
        associationId: idOf(ids, association),
        nameEn: name.EN,
        nameFr: name.FR,
        summaryEn: summary.EN,
        summaryFr: summary.FR,
        searchText: searchTextOf({ ...rules, names: name, summaries: summary }),
        applicationForm: applicationForm ?? null,
        meetings: meetings ?? null,
        facilitatorNote: facilitatorNote ?? null,
        position,
      }),
    ),
  );
}

function idOf(ids: ReadonlyMap<string, string>, slug: string): string {
  const id = ids.get(slug);
  if (id === undefined) throw new Error(`The checked file names no association ${slug}.`);
  return id;
}
