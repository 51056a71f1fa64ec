import { Injectable } from '@nestjs/common';
import { Database, lookUp, type Queryable, statement } from '#platform/database';
import type { Language } from '#identity';
import type { AssociationType } from './association.type.js';

interface Row {
  readonly id: string;
  readonly slug: string;
  readonly nameEn: string;
  readonly nameFr: string;
  readonly languages: Language[];
}

/** A site has a handful of associations; the bound is for safety alone. */
const ALL = statement(
  'associations-all',
  `SELECT id, slug, name_en AS "nameEn", name_fr AS "nameFr", languages FROM associations ORDER BY position, slug LIMIT 100`,
);

const BY_SLUGS = statement(
  'associations-by-slugs',
  `SELECT id, slug, name_en AS "nameEn", name_fr AS "nameFr", languages FROM associations WHERE slug = ANY ($1::text[])`,
);
const BY_IDS = lookUp(
  'associations-by-ids',
  `SELECT id, slug, name_en AS "nameEn", name_fr AS "nameFr", languages FROM associations WHERE id = ANY ($1::uuid[])`,
);

const toType = ({ nameEn, nameFr, ...row }: Row): AssociationType => ({ ...row, names: { EN: nameEn, FR: nameFr } });

/** All SQL about associations. */
@Injectable()
export class AssociationRepository {
  constructor(private readonly db: Database) {}

  /** Every association, in the order of the directory. */
  async all(): Promise<AssociationType[]> {
    return (await this.db.run<Row>(ALL)).map(toType);
  }

  /** Those of these slugs; unknown ones are left out. */
  async bySlugs(slugs: readonly string[], on: Queryable = this.db): Promise<AssociationType[]> {
    return (await on.run<Row>(BY_SLUGS, [slugs])).map(toType);
  }

  /** Those of these ids; unknown ones are left out. */
  async byIds(ids: readonly string[], on: Queryable = this.db): Promise<AssociationType[]> {
    return (await on.run<Row>(BY_IDS, [ids])).map(toType);
  }
}
