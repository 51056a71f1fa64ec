import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '#platform/database';
import { formOf, storedForm, type StoredQuestion } from '../application-form/stored-form.js';
import type { FormQuestion } from '../application-form/form-question.type.js';
import type { Bilingual } from '../bilingual/bilingual-text.type.js';
import { searchTextOf } from './search-text.js';
import type { CommunityFacts, CommunityStatus } from './community.type.js';

/** Everything of a community that can be changed. */
export interface CommunityRecord extends CommunityFacts {
  readonly names: Bilingual;
  readonly summaries: Bilingual;
  readonly tags: readonly string[];
  readonly form: readonly FormQuestion[];
  /** Raised by each write. */
  readonly revision: number;
}

interface Row extends CommunityFacts {
  readonly nameEn: string;
  readonly nameFr: string;
  readonly summaryEn: string;
  readonly summaryFr: string;
  readonly tags: string[];
  readonly revision: number;
  readonly form: readonly StoredQuestion[] | null;
}

/** Not only its columns: a new slug is a new key, to which no lighter lock could be raised without a deadlock. */
const HOLD = statement(
  'community-hold-to-change',
  `SELECT id, slug, visibility, join_policy AS "joinPolicy", eligibility, status, association_id AS "associationId",
          enrolled_programmes AS "enrolledProgrammes", name_en AS "nameEn", name_fr AS "nameFr",
          summary_en AS "summaryEn", summary_fr AS "summaryFr", tags, revision, application_form AS form
   FROM communities WHERE id = $1 FOR UPDATE`,
);
/** Present and former addresses are two tables, over which no index can be unique: so one writer of them at a time. */
const HOLD_SLUGS = statement('community-hold-slugs', `LOCK TABLE former_slugs IN SHARE ROW EXCLUSIVE MODE`);
const OWNERS = statement(
  'community-slug-owners',
  `SELECT id, false AS former FROM communities WHERE slug = $1
   UNION ALL SELECT community_id AS id, true AS former FROM former_slugs WHERE slug = $1`,
);
const INSERT = statement(
  'community-insert',
  `INSERT INTO communities (id, slug, association_id, name_en, name_fr, summary_en, summary_fr, visibility, join_policy,
     eligibility, status, tags, enrolled_programmes, application_form, search_text, position)
   SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::jsonb, $15, coalesce(max(position) + 1, 0)
   FROM communities`,
);
const UPDATE = statement(
  'community-update',
  `UPDATE communities SET name_en = $2, name_fr = $3, summary_en = $4, summary_fr = $5, visibility = $6,
     join_policy = $7, eligibility = $8, status = $9, tags = $10, enrolled_programmes = $11,
     application_form = $12::jsonb, search_text = $13, revision = revision + 1
   WHERE id = $1`,
);
const RENAME = statement(
  'community-rename',
  `WITH taken_back AS (DELETE FROM former_slugs WHERE slug = $3 AND community_id = $1),
        kept AS (INSERT INTO former_slugs (slug, community_id) VALUES ($2, $1))
   UPDATE communities SET slug = $3, search_text = $4, revision = revision + 1 WHERE id = $1`,
);
const SET_STATUS = statement(
  'community-set-status',
  `UPDATE communities SET status = $2, revision = revision + 1 WHERE id = $1`,
);

/** SQL that changes communities. */
@Injectable()
export class CommunityWritingRepository {
  /** The community, which nobody else can change or hold before the transaction ends; null where there is none. */
  async hold(tx: Tx, id: string): Promise<CommunityRecord | null> {
    const [row] = await tx.run<Row>(HOLD, [id]);
    if (!row) return null;
    const { nameEn, nameFr, summaryEn, summaryFr, form, ...facts } = row;
    return {
      ...facts,
      names: { EN: nameEn, FR: nameFr },
      summaries: { EN: summaryEn, FR: summaryFr },
      form: formOf(form),
    };
  }

  /**
   * Who has this slug now or had it once; nobody takes or gives up any slug before the transaction ends. Waits for
   * others who are about to: call it last.
   */
  async holdSlug(tx: Tx, slug: string): Promise<readonly { id: string; former: boolean }[]> {
    await tx.run(HOLD_SLUGS);
    return tx.run(OWNERS, [slug]);
  }

  /** Adds a community, behind the others of the directory. */
  async insert(tx: Tx, community: Omit<CommunityRecord, 'revision'>): Promise<void> {
    const { id, slug, associationId, names, summaries, visibility, joinPolicy, eligibility, status } = community;
    await tx.run(INSERT, [
      id,
      slug,
      associationId,
      names.EN,
      names.FR,
      summaries.EN,
      summaries.FR,
      visibility,
      joinPolicy,
      eligibility,
      status,
      community.tags,
      community.enrolledProgrammes,
      formJson(community.form),
      searchTextOf(community),
    ]);
  }

  /** Writes all but the slug. */
  async update(tx: Tx, community: CommunityRecord): Promise<void> {
    const { id, names, summaries, visibility, joinPolicy, eligibility, status } = community;
    await tx.run(UPDATE, [
      id,
      names.EN,
      names.FR,
      summaries.EN,
      summaries.FR,
      visibility,
      joinPolicy,
      eligibility,
      status,
      community.tags,
      community.enrolledProgrammes,
      formJson(community.form),
      searchTextOf(community),
    ]);
  }

  /** Gives the community another slug and keeps its present one as a former one. */
  async rename(tx: Tx, community: CommunityRecord, slug: string): Promise<void> {
    await tx.run(RENAME, [community.id, community.slug, slug, searchTextOf({ ...community, slug })]);
  }

  /** Writes the status alone. */
  async setStatus(tx: Tx, id: string, status: CommunityStatus): Promise<void> {
    await tx.run(SET_STATUS, [id, status]);
  }
}

const formJson = (form: readonly FormQuestion[]): string | null => {
  const stored = storedForm(form);
  return stored === null ? null : JSON.stringify(stored);
};
