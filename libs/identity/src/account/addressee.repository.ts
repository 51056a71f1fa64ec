import { Injectable } from '@nestjs/common';
import { Database, statement, type Queryable } from '#platform/database';
import type { Language } from '../viewer/language.type.js';
import { reachable } from './reachable.js';

/** Somebody whom a letter may be written to. The address goes to the mailer and nowhere else. */
export interface Addressee {
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly language: Language;
}

/** The owner of a proved address. */
export interface AddressOwner {
  readonly accountId: string;
  readonly name: string;
}

const COLUMNS = `id AS "accountId", email, name, language`;
const REACHABLE = reachable();

const ADDRESSEES = statement(
  'identity-addressees',
  `SELECT ${COLUMNS} FROM accounts WHERE id = ANY($1::uuid[]) AND ${REACHABLE} ORDER BY id`,
);

const STAFF_ADDRESSEES = statement(
  'identity-staff-addressees',
  `SELECT ${COLUMNS} FROM accounts WHERE is_staff AND ${REACHABLE} ORDER BY id`,
);

const VERIFIED_ADDRESS = statement(
  'identity-verified-address',
  `SELECT lower(email) AS email FROM accounts WHERE id = $1 AND closed_at IS NULL AND email_verified_at IS NOT NULL`,
);

const BY_VERIFIED_ADDRESSES = statement(
  'identity-by-verified-addresses',
  `SELECT lower(email) AS email, id AS "accountId", name FROM accounts
   WHERE lower(email) = ANY($1::text[]) AND closed_at IS NULL AND email_verified_at IS NOT NULL`,
);

/** All SQL that reads addresses, for letters and for what belongs to an address. */
@Injectable()
export class AddresseeRepository {
  constructor(private readonly db: Database) {}

  /** Those of these accounts that letters may go to, by id. */
  async among(ids: readonly string[], on: Queryable = this.db): Promise<Addressee[]> {
    return on.run<Addressee>(ADDRESSEES, [ids]);
  }

  /** The administrators, by id. */
  async staff(on: Queryable = this.db): Promise<Addressee[]> {
    return on.run<Addressee>(STAFF_ADDRESSEES);
  }

  /** The proved address of an open account, in lower case. */
  async verifiedAddress(accountId: string, on: Queryable = this.db): Promise<string | null> {
    const [row] = await on.run<{ email: string }>(VERIFIED_ADDRESS, [accountId]);
    return row?.email ?? null;
  }

  /** The owners of those of these addresses (lower case) that an open account has proved. */
  async owners(addresses: readonly string[], on: Queryable = this.db): Promise<Map<string, AddressOwner>> {
    const rows = await on.run<AddressOwner & { email: string }>(BY_VERIFIED_ADDRESSES, [addresses]);
    return new Map(rows.map(({ email, accountId, name }) => [email, { accountId, name }]));
  }
}
