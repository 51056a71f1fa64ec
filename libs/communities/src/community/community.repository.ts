import { Injectable } from '@nestjs/common';
import { Database, lookUp, type Queryable, statement } from '#platform/database';
import type { Language } from '#identity';
import type { StoredQuestion } from '../application-form/stored-form.js';
import type { CommunityFacts, CommunityKey, CommunityStatus, CommunityType } from './community.type.js';

/** What narrows the directory; null does not. */
export interface CommunityFilter {
  readonly association: string | null;
  readonly status: CommunityStatus | null;
  /** Only those into which one gets by one click, and which are not archived. */
  readonly openToJoin: boolean;
  /** Folded words, each of which must occur. */
  readonly words: readonly string[];
  /** Only these ids. */
  readonly among: readonly string[] | null;
}

interface Row extends CommunityFacts {
  readonly nameEn: string;
  readonly nameFr: string;
  readonly summaryEn: string;
  readonly summaryFr: string;
  readonly tags: string[];
  readonly revision: number;
  readonly associationSlug: string;
  readonly associationNameEn: string;
  readonly associationNameFr: string;
  readonly associationLanguages: Language[];
}

const FACTS = `c.id, c.slug, c.visibility, c.join_policy AS "joinPolicy", c.eligibility, c.status,
         c.association_id AS "associationId", c.enrolled_programmes AS "enrolledProgrammes"`;

const SELECT = `
  SELECT ${FACTS}, c.tags, c.revision, c.name_en AS "nameEn", c.name_fr AS "nameFr",
         c.summary_en AS "summaryEn", c.summary_fr AS "summaryFr",
         a.slug AS "associationSlug", a.name_en AS "associationNameEn",
         a.name_fr AS "associationNameFr", a.languages AS "associationLanguages"
  FROM communities c JOIN associations a ON a.id = c.association_id`;

const MATCHES = `
  ($1::text IS NULL OR a.slug = $1) AND ($2::text IS NULL OR c.status = $2)
  AND c.search_text LIKE ALL ($3::text[]) AND ($4::uuid[] IS NULL OR c.id = ANY ($4))
  AND (NOT $5::bool OR (c.join_policy = 'OPEN' AND c.eligibility IN ('ANYONE', 'MUSEUM_STAFF') AND c.status <> 'ARCHIVED'))`;

/** What is archived comes last: whoever looks for a community looks for people. */
const RANK = `(c.status = 'ARCHIVED')::int`;

const pageBy = (name: string, column: string) =>
  statement(
    name,
    `${SELECT} WHERE ${MATCHES} AND ($6::int IS NULL OR (${RANK}, ${column}, c.id) > ($6, $7::text, $8::uuid))
     ORDER BY ${RANK}, ${column}, c.id LIMIT $9`,
  );

const PAGE = {
  EN: pageBy('communities-page-en', 'c.name_en COLLATE "en-x-icu"'),
  FR: pageBy('communities-page-fr', 'c.name_fr COLLATE "fr-x-icu"'),
} as const;
const COUNT = statement(
  'communities-count',
  `SELECT count(*) AS count FROM communities c JOIN associations a ON a.id = c.association_id WHERE ${MATCHES}`,
);
/** A present slug before a former one; none is both (community-writing.service.ts). */
const HAS_SLUG = `c.id = coalesce((SELECT id FROM communities WHERE slug = $1),
                                   (SELECT community_id FROM former_slugs WHERE slug = $1))`;
const BY_SLUG = lookUp('community-by-slug', `${SELECT} WHERE ${HAS_SLUG}`);
const BY_IDS = lookUp('communities-by-ids', `${SELECT} WHERE c.id = ANY ($1::uuid[])`);
const FACTS_BY_SLUG = lookUp('community-facts-by-slug', `SELECT ${FACTS} FROM communities c WHERE ${HAS_SLUG}`);
const FACTS_BY_IDS = lookUp(
  'community-facts-by-ids',
  `SELECT ${FACTS} FROM communities c WHERE c.id = ANY ($1::uuid[])`,
);
/** The bound is for safety alone: a directory has some dozens. */
const ENROLLING = statement(
  'communities-enrolling',
  `SELECT ${FACTS} FROM communities c
   WHERE CASE WHEN $1::text IS NULL THEN c.enrolled_programmes <> '{}' ELSE $1 = ANY (c.enrolled_programmes) END
   ORDER BY c.name_en COLLATE "en-x-icu", c.id LIMIT 1000`,
);
const FORMS = statement(
  'community-forms',
  `SELECT id, application_form AS form FROM communities WHERE id = ANY ($1::uuid[])`,
);
const PRIVATE = statement('communities-private', `SELECT id FROM communities WHERE visibility = 'PRIVATE'`);
const PRESENT_SLUG = statement(
  'community-present-slug',
  `SELECT c.slug FROM former_slugs f JOIN communities c ON c.id = f.community_id WHERE f.slug = $1`,
);
const HOLD_ALL_FACTS = statement(
  'communities-facts-hold',
  `SELECT ${FACTS} FROM communities c WHERE c.id = ANY ($1::uuid[]) ORDER BY c.id FOR SHARE`,
);
/**
 * Says in SQL what {@link CommunityRepository.holdFacts} does, for a lib that holds more in the same statement: the columns of
 * `CommunityFacts`. `communityId` is an SQL expression, never input.
 */
export const heldFacts = (communityId: string): string =>
  `SELECT ${FACTS} FROM communities c WHERE c.id = ${communityId} FOR SHARE`;
const HOLD_FACTS = statement('community-facts-hold', heldFacts('$1'));

const toType = (row: Row): CommunityType => ({
  id: row.id,
  slug: row.slug,
  visibility: row.visibility,
  joinPolicy: row.joinPolicy,
  eligibility: row.eligibility,
  status: row.status,
  associationId: row.associationId,
  enrolledProgrammes: row.enrolledProgrammes,
  tags: row.tags,
  revision: row.revision,
  names: { EN: row.nameEn, FR: row.nameFr },
  summaries: { EN: row.summaryEn, FR: row.summaryFr },
  association: {
    id: row.associationId,
    slug: row.associationSlug,
    languages: row.associationLanguages,
    names: { EN: row.associationNameEn, FR: row.associationNameFr },
  },
});

const containing = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

const valuesOf = (filter: CommunityFilter): unknown[] => [
  filter.association,
  filter.status,
  filter.words.map(containing),
  filter.among,
  filter.openToJoin,
];

/** All SQL about communities. */
@Injectable()
export class CommunityRepository {
  constructor(private readonly db: Database) {}

  /** At most `size` rows after a key: what is archived last, else by name in one language with that language's collation. */
  async page(
    filter: CommunityFilter,
    language: Language,
    after: CommunityKey | null,
    size: number,
  ): Promise<CommunityType[]> {
    const key = after ?? [null, null, null];
    const rows = await this.db.run<Row>(PAGE[language], [...valuesOf(filter), ...key, size]);
    return rows.map(toType);
  }

  /** How many match in all. */
  async count(filter: CommunityFilter): Promise<number> {
    const [row] = await this.db.run<{ count: number }>(COUNT, valuesOf(filter));
    return row?.count ?? 0;
  }

  /** The community of this present or former slug, or null. */
  async bySlug(slug: string): Promise<CommunityType | null> {
    const [row] = await this.db.run<Row>(BY_SLUG, [slug]);
    return row ? toType(row) : null;
  }

  /** Communities by id. */
  async byIds(ids: readonly string[]): Promise<CommunityType[]> {
    return (await this.db.run<Row>(BY_IDS, [ids])).map(toType);
  }

  /** Facts of the community of this present or former slug, or null. */
  async factsBySlug(slug: string): Promise<CommunityFacts | null> {
    const [row] = await this.db.run<CommunityFacts>(FACTS_BY_SLUG, [slug]);
    return row ?? null;
  }

  /** Facts by id. */
  factsByIds(ids: readonly string[], on: Queryable = this.db): Promise<CommunityFacts[]> {
    return on.run<CommunityFacts>(FACTS_BY_IDS, [ids]);
  }

  /** Facts of the communities into which a programme enrols, or any programme (null), by English name. */
  enrolling(programme: string | null, on: Queryable = this.db): Promise<CommunityFacts[]> {
    return on.run<CommunityFacts>(ENROLLING, [programme]);
  }

  /** Application forms by community, as they are stored. */
  async forms(
    ids: readonly string[],
    on: Queryable = this.db,
  ): Promise<{ id: string; form: readonly StoredQuestion[] | null }[]> {
    return on.run(FORMS, [ids]);
  }

  /** Ids of all private communities. */
  async privateIds(): Promise<string[]> {
    return (await this.db.run<{ id: string }>(PRIVATE)).map(({ id }) => id);
  }

  /** The present slug of the community that once had this one, or null. */
  async presentSlug(formerSlug: string): Promise<string | null> {
    const [row] = await this.db.run<{ slug: string }>(PRESENT_SLUG, [formerSlug]);
    return row?.slug ?? null;
  }

  /** The same of many, in the order of ids; unknown ones are left out. */
  holdAllFacts(tx: Queryable, ids: readonly string[]): Promise<CommunityFacts[]> {
    return tx.run<CommunityFacts>(HOLD_ALL_FACTS, [ids]);
  }

  /** Facts that nobody can change before the transaction ends, or null. */
  async holdFacts(tx: Queryable, id: string): Promise<CommunityFacts | null> {
    const [row] = await tx.run<CommunityFacts>(HOLD_FACTS, [id]);
    return row ?? null;
  }
}
