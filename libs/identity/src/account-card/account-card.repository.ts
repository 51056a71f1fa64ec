import { Injectable } from '@nestjs/common';
import { Database, statement } from '#platform/database';
import type { AccountCardKey } from './account-card.input.js';
import type { AccountCardType } from './account-card.type.js';

/** What narrows the list: words of the name, folded, or one address. */
export interface AccountFilter {
  readonly words: readonly string[];
  readonly email: string | null;
}

type Row = Omit<AccountCardType, 'person'> & { readonly name: string };

const COLUMNS = `id, name, email_verified_at IS NOT NULL AS "emailVerified", is_staff AS "isStaff",
  created_at AS "createdAt", CASE WHEN suspended_until > now() THEN suspended_until END AS "suspendedUntil",
  CASE WHEN suspended_until > now() THEN suspension_reason END AS "suspensionReason"`;

const PAGE = statement(
  'account-card-page',
  `SELECT ${COLUMNS} FROM accounts
   WHERE closed_at IS NULL AND search_name LIKE ALL ($1::text[]) AND ($2::uuid IS NULL OR id < $2)
   ORDER BY id DESC LIMIT $3`,
);

/** A statement of its own, for the unique index on addresses. */
const BY_EMAIL = statement(
  'account-card-by-email',
  `SELECT ${COLUMNS} FROM accounts
   WHERE lower(email) = lower($1) AND closed_at IS NULL AND ($2::uuid IS NULL OR id < $2) LIMIT $3`,
);

const containing = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

/** All SQL about accounts as administrators see them. */
@Injectable()
export class AccountCardRepository {
  constructor(private readonly db: Database) {}

  /** At most `size` open accounts after a key, newest first. */
  async page(filter: AccountFilter, after: AccountCardKey | null, size: number): Promise<AccountCardType[]> {
    const key = after?.[0] ?? null;
    const rows =
      filter.email === null
        ? await this.db.run<Row>(PAGE, [filter.words.map(containing), key, size])
        : await this.db.run<Row>(BY_EMAIL, [filter.email, key, size]);
    return rows.map(({ name, ...card }) => ({ ...card, person: { id: card.id, name, former: false } }));
  }
}
