import { v7 } from 'uuid';
import { statement, type Queryable, type Tx } from '#platform/database';
import { searchTextOf } from '../community/search-text.js';
import type { DirectoryFile } from './directory.input.js';

const LOADED = statement('directory-loaded', `SELECT 1 AS found FROM directory_loads`);
const CLAIM = statement(
  'directory-claim',
  `INSERT INTO directory_loads (id, source) VALUES (1, $1) ON CONFLICT (id) DO NOTHING RETURNING id`,
);
const ASSOCIATIONS = statement(
  'directory-associations',
  `INSERT INTO associations (id, slug, name_en, name_fr, languages, position)
   SELECT * FROM jsonb_to_recordset($1) AS a (id uuid, slug text, "nameEn" text, "nameFr" text, languages text[], position int)`,
);
const COMMUNITIES = statement(
  'directory-communities',
  `INSERT INTO communities (id, association_id, slug, name_en, name_fr, summary_en, summary_fr, visibility, join_policy,
     eligibility, status, tags, search_text, enrolled_programmes, application_form, meetings, facilitator_note, position)
   SELECT * FROM jsonb_to_recordset($1) AS c (id uuid, "associationId" uuid, slug text, "nameEn" text, "nameFr" text,
     "summaryEn" text, "summaryFr" text, visibility text, "joinPolicy" text, eligibility text, status text, tags text[],
     "searchText" text, "enrolledProgrammes" text[], "applicationForm" jsonb, meetings jsonb, "facilitatorNote" text,
     position int)`,
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
  const associations = file.associations.map(({ slug, name, languages }, position) => ({
    id: idOf(ids, slug),
    slug,
    nameEn: name.EN,
    nameFr: name.FR,
    languages: [...new Set(languages)],
    position,
  }));
  const communities = file.communities.map(
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
  );
  await tx.run(ASSOCIATIONS, [JSON.stringify(associations)]);
  await tx.run(COMMUNITIES, [JSON.stringify(communities)]);
}

function idOf(ids: ReadonlyMap<string, string>, slug: string): string {
  const id = ids.get(slug);
  if (id === undefined) throw new Error(`The checked file names no association ${slug}.`);
  return id;
}
