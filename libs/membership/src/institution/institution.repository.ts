import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database, statement, type Queryable, type Tx } from '#platform/database';
import type { AssociationTie, InstitutionKey, InstitutionKind } from './institution.type.js';

/** An institution with all that belongs to it. */
export interface InstitutionRow {
  readonly id: string;
  readonly nameEn: string;
  readonly nameFr: string;
  readonly kind: InstitutionKind;
  readonly country: string;
  readonly province: string | null;
  readonly domains: string[];
  readonly memberships: readonly TieRow[];
  /** Raised by each write. */
  readonly revision: number;
}

/** What an institution is to one association. */
export interface TieRow {
  readonly associationId: string;
  readonly tie: AssociationTie;
  readonly from: string;
  readonly until: string | null;
}

/** An institution's own row. */
export interface StoredInstitution extends Omit<InstitutionRow, 'domains' | 'memberships' | 'revision'> {
  readonly searchText: string;
}

const SELECT = `
  SELECT i.id, i.name_en AS "nameEn", i.name_fr AS "nameFr", i.kind, i.country, i.province, i.revision,
         ARRAY(SELECT d.domain FROM institution_domains d WHERE d.institution_id = i.id ORDER BY d.domain) AS domains,
         (SELECT coalesce(json_agg(json_build_object('associationId', m.association_id, 'tie', m.tie,
                                                     'from', m.from_date, 'until', m.until_date)
                                   ORDER BY m.from_date, m.id), '[]')
          FROM institution_memberships m WHERE m.institution_id = i.id) AS memberships
  FROM institutions i`;
const NAME = `i.name_en COLLATE "und-x-icu"`;
const MATCHES = `i.search_text LIKE ALL ($1::text[])`;

const PAGE = statement(
  'institutions-page',
  `${SELECT} WHERE ${MATCHES} AND ($2::text IS NULL OR (${NAME}, i.id) > ($2, $3::uuid))
   ORDER BY ${NAME}, i.id LIMIT $4`,
);
const COUNT = statement('institutions-count', `SELECT count(*) AS count FROM institutions i WHERE ${MATCHES}`);
const BY_IDS = statement('institutions-by-ids', `${SELECT} WHERE i.id = ANY ($1::uuid[])`);
const HOLD = statement('institution-hold', `SELECT revision FROM institutions WHERE id = $1 FOR UPDATE`);
const INSERT = statement(
  'institution-insert',
  `INSERT INTO institutions (id, name_en, name_fr, kind, country, province, search_text)
   VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);
const UPDATE = statement(
  'institution-update',
  `UPDATE institutions SET name_en = $2, name_fr = $3, kind = $4, country = $5, province = $6, search_text = $7,
     revision = revision + 1
   WHERE id = $1`,
);
const DROP_DOMAINS = statement(
  'institution-drop-domains',
  `DELETE FROM institution_domains WHERE institution_id = $1 AND domain <> ALL ($2::text[])`,
);
/** Waits for whoever takes the same domain at this moment, and then leaves it to them. */
const TAKE_DOMAINS = statement(
  'institution-take-domains',
  `INSERT INTO institution_domains (domain, institution_id)
   SELECT domain, $1 FROM unnest($2::text[]) AS d (domain) ORDER BY domain ON CONFLICT (domain) DO NOTHING`,
);
const TAKEN = statement(
  'institution-taken-domains',
  `SELECT domain FROM institution_domains WHERE domain = ANY ($2::text[]) AND institution_id <> $1`,
);
const DROP_TIES = statement(
  'institution-drop-memberships',
  `DELETE FROM institution_memberships WHERE institution_id = $1`,
);
const ADD_TIES = statement(
  'institution-add-memberships',
  `INSERT INTO institution_memberships (id, institution_id, association_id, tie, from_date, until_date)
   SELECT t.id, $1, t.association_id, t.tie, t.from_date, t.until_date
   FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::date[], $6::date[])
     AS t (id, association_id, tie, from_date, until_date)`,
);

const containing = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

/** All SQL about institutions. */
@Injectable()
export class InstitutionRepository {
  constructor(private readonly db: Database) {}

  /** At most `size` after a key, by English name, in which each of these folded words occurs. */
  page(words: readonly string[], after: InstitutionKey | null, size: number): Promise<InstitutionRow[]> {
    return this.db.run<InstitutionRow>(PAGE, [words.map(containing), ...(after ?? [null, null]), size]);
  }

  /** How many there are in all, with these words. */
  async count(words: readonly string[]): Promise<number> {
    const [row] = await this.db.run<{ count: number }>(COUNT, [words.map(containing)]);
    return row?.count ?? 0;
  }

  /** Institutions by id; unknown ones are left out. */
  byIds(ids: readonly string[], on: Queryable = this.db): Promise<InstitutionRow[]> {
    return on.run<InstitutionRow>(BY_IDS, [ids]);
  }

  /** Its revision, null where there is none; nobody else changes it before the transaction ends. */
  async hold(tx: Tx, id: string): Promise<number | null> {
    const [row] = await tx.run<{ revision: number }>(HOLD, [id]);
    return row?.revision ?? null;
  }

  async insert(tx: Tx, row: StoredInstitution): Promise<void> {
    await tx.run(INSERT, valuesOf(row));
  }

  async update(tx: Tx, row: StoredInstitution): Promise<void> {
    await tx.run(UPDATE, valuesOf(row));
  }

  /** Gives an institution these domains and no others; answers those that another institution has. */
  async setDomains(tx: Tx, id: string, domains: readonly string[]): Promise<Set<string>> {
    await tx.run(DROP_DOMAINS, [id, domains]);
    await tx.run(TAKE_DOMAINS, [id, domains]);
    return new Set((await tx.run<{ domain: string }>(TAKEN, [id, domains])).map(({ domain }) => domain));
  }

  /** Gives an institution these ties to associations and no others. */
  async setTies(tx: Tx, id: string, ties: readonly TieRow[]): Promise<void> {
    await tx.run(DROP_TIES, [id]);
    if (ties.length === 0) return;
    await tx.run(ADD_TIES, [
      id,
      ties.map(() => v7()),
      ties.map((one) => one.associationId),
      ties.map((one) => one.tie),
      ties.map((one) => one.from),
      ties.map((one) => one.until),
    ]);
  }
}

const valuesOf = ({ id, nameEn, nameFr, kind, country, province, searchText }: StoredInstitution): unknown[] => [
  id,
  nameEn,
  nameFr,
  kind,
  country,
  province,
  searchText,
];
