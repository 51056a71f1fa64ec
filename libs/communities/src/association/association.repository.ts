import { Injectable } from '@nestjs/common';
import { Database, statement } from '#platform/database';
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

/** All SQL about associations. */
@Injectable()
export class AssociationRepository {
  constructor(private readonly db: Database) {}

  /** Every association, in the order of the directory. */
  async all(): Promise<AssociationType[]> {
    const rows = await this.db.run<Row>(ALL);
    return rows.map(({ nameEn, nameFr, ...row }) => ({ ...row, names: { EN: nameEn, FR: nameFr } }));
  }
}
