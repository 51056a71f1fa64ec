import { Injectable } from '@nestjs/common';
import { Database, lookUp, type Queryable, statement, type Tx } from '#platform/database';
import { foldText } from '#platform/text';
import type { Language } from '../viewer/language.type.js';
import type { AccountType, Theme } from './account.type.js';
import type { PersonType } from './person.type.js';
import { notSuspended } from './suspended.js';

/** What a new account begins with. */
export interface NewAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly language: Language;
}

/** What signing in, and whatever asks for the password again, must know of an account. */
export interface Credentials {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly language: Language;
  /** UTC until somebody chooses one. */
  readonly timeZone: string;
  readonly emailVerified: boolean;
  readonly isStaff: boolean;
  /** While the account is suspended: until when (ISO 8601, UTC); else null. */
  readonly suspendedUntil: string | null;
  /** While it is suspended: why, as the administrator wrote it. */
  readonly suspensionReason: string | null;
}

/** The settings that a person changes at will; what is null stays. */
export interface SettingsChange {
  readonly name: string | null;
  readonly language: Language | null;
  readonly timeZone: string | null;
  readonly theme: Theme | null;
}

const PERSONS = lookUp(
  'identity-persons',
  `SELECT id, name, closed_at IS NOT NULL AS former FROM accounts WHERE id = ANY($1::uuid[])`,
);

const VISIBLE_PERSON = statement(
  'identity-visible-person',
  `SELECT id, name, closed_at IS NOT NULL AS former FROM accounts
   WHERE id = $1 AND (email_verified_at IS NOT NULL OR closed_at IS NOT NULL)`,
);

const OWN = lookUp(
  'identity-own-account',
  `SELECT a.id, a.name, a.email, a.language, a.time_zone AS "timeZone", a.theme, a.is_staff AS "isStaff",
          a.email_verified_at IS NOT NULL AS "emailVerified", a.created_at AS "createdAt", t.email AS "pendingEmail"
   FROM accounts a
   LEFT JOIN mail_tokens t ON t.account_id = a.id AND t.kind = 'EMAIL_CHANGE' AND t.expires_at > now()
   WHERE a.id = $1 AND a.closed_at IS NULL`,
);

const CREDENTIAL_COLUMNS = `id, name, email, password_hash AS "passwordHash", language, time_zone AS "timeZone",
  email_verified_at IS NOT NULL AS "emailVerified", is_staff AS "isStaff",
  CASE WHEN suspended_until > now() THEN suspended_until END AS "suspendedUntil",
  CASE WHEN suspended_until > now() THEN suspension_reason END AS "suspensionReason"`;

const BY_EMAIL = statement(
  'identity-by-email',
  `SELECT ${CREDENTIAL_COLUMNS} FROM accounts WHERE lower(email) = lower($1)`,
);

const BY_ID = statement(
  'identity-by-id',
  `SELECT ${CREDENTIAL_COLUMNS} FROM accounts WHERE id = $1 AND closed_at IS NULL`,
);

const BY_ID_LOCKED = statement('identity-by-id-locked', `${BY_ID.text} FOR NO KEY UPDATE`);

/** Administrators first, as {@link OPEN_STAFF_LOCKED} takes them: two who hold several cannot wait for each other. */
const HOLD = statement(
  'identity-hold',
  `SELECT id, name, false AS former FROM accounts
   WHERE id = ANY($1::uuid[]) AND closed_at IS NULL AND ${notSuspended()}
   ORDER BY is_staff DESC, id FOR SHARE`,
);

/** In the order of {@link HOLD}. */
const OPEN_AMONG = statement(
  'identity-open-among',
  `SELECT id FROM accounts WHERE id = ANY($1::uuid[]) AND closed_at IS NULL ORDER BY is_staff DESC, id FOR SHARE`,
);

/**
 * Says in SQL what {@link AccountRepository.hold} does, for a lib that holds more in the same statement: a row when the
 * account is open and not suspended, and stays so until the transaction ends. `accountId` is an SQL expression, never input.
 */
export const heldAccount = (accountId: string): string =>
  `SELECT id FROM accounts WHERE id = ${accountId} AND closed_at IS NULL AND ${notSuspended()} FOR SHARE`;

/**
 * Says in SQL, for a lib that asks more in the same statement, the domain of the address that an account has proved: what
 * stands after the last @, in lower case. No row where none is proved or the account is closed. `accountId` is an SQL
 * expression, never input.
 */
export const provedDomain = (accountId: string): string =>
  `SELECT lower(substring(email from '[^@]*$')) AS domain FROM accounts
   WHERE id = ${accountId} AND email_verified_at IS NOT NULL AND closed_at IS NULL`;

/**
 * Says in SQL, for a lib that asks more in the same statement, which addresses these open accounts have proved, in lower
 * case. `accountIds` is an SQL expression, never input.
 */
export const provedAddresses = (accountIds: string): string =>
  `SELECT id, lower(email) AS email FROM accounts
   WHERE id = ANY (${accountIds}) AND email_verified_at IS NOT NULL AND closed_at IS NULL`;

/**
 * Says in SQL, for a lib that joins addresses in the same statement (on `email`, in lower case, which the index of
 * addresses answers), which open account has proved which.
 */
export const ownersOfAddresses = (): string =>
  `SELECT id, lower(email) AS email FROM accounts WHERE email_verified_at IS NOT NULL AND closed_at IS NULL`;

/**
 * Says in SQL, for a lib that looks for people by name in the same statement, what the open accounts are called: `id`,
 * `name`, and `folded`, which is the name as `foldText` makes it.
 */
export const openNames = (): string => `SELECT id, name, search_name AS folded FROM accounts WHERE closed_at IS NULL`;

const INSERT = statement(
  'identity-insert',
  `INSERT INTO accounts (id, name, email, password_hash, language, search_name) VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (lower(email)) DO NOTHING RETURNING id`,
);

const CHANGE_SETTINGS = statement(
  'identity-change-settings',
  `UPDATE accounts SET name = coalesce($2, name), language = coalesce($3, language),
          time_zone = coalesce($4, time_zone), theme = coalesce($5, theme), search_name = coalesce($6, search_name)
   WHERE id = $1 AND closed_at IS NULL`,
);

const SET_PASSWORD = statement(
  'identity-set-password',
  `UPDATE accounts SET password_hash = $2 WHERE id = $1 AND closed_at IS NULL RETURNING id`,
);

const VERIFY = statement(
  'identity-verify',
  `UPDATE accounts SET email_verified_at = coalesce(email_verified_at, now())
   WHERE id = $1 AND lower(email) = lower($2) RETURNING id`,
);

const VERIFY_NOW = statement(
  'identity-verify-now',
  `UPDATE accounts SET email_verified_at = now()
   WHERE id = $1 AND lower(email) = lower($2) AND email_verified_at IS NULL RETURNING id`,
);

const CHANGE_EMAIL = statement(
  'identity-change-email',
  `UPDATE accounts a SET email = $2, email_verified_at = now()
   WHERE a.id = $1 AND a.closed_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM accounts other WHERE lower(other.email) = lower($2) AND other.id <> $1)
   RETURNING a.id`,
);

const OPEN_STAFF_LOCKED = statement(
  'identity-open-staff-locked',
  `SELECT id FROM accounts WHERE is_staff ORDER BY id FOR NO KEY UPDATE`,
);

const CLOSE = statement(
  'identity-close',
  `UPDATE accounts SET name = 'Former member', search_name = '', email = NULL, password_hash = NULL, is_staff = false, closed_at = now(),
          language = 'EN', time_zone = 'UTC', theme = 'SYSTEM', suspended_until = NULL, suspension_reason = NULL
   WHERE id = $1 AND closed_at IS NULL RETURNING id`,
);

const UNIQUE_VIOLATION = '23505';

/** All SQL about accounts. */
@Injectable()
export class AccountRepository {
  constructor(private readonly db: Database) {}

  /** What others may see of these accounts, in any order. */
  async persons(ids: readonly string[]): Promise<PersonType[]> {
    return this.db.run<PersonType>(PERSONS, [ids]);
  }

  /** A person that others may look up: not one who never proved the address. */
  async visiblePerson(id: string): Promise<PersonType | null> {
    const [row] = await this.db.run<PersonType>(VISIBLE_PERSON, [id]);
    return row ?? null;
  }

  /** An account as its owner sees it. */
  async own(id: string): Promise<AccountType | null> {
    const [row] = await this.db.run<AccountType>(OWN, [id]);
    return row ?? null;
  }

  async byEmail(email: string, on: Queryable = this.db): Promise<Credentials | null> {
    const [row] = await on.run<Credentials>(BY_EMAIL, [email]);
    return row ?? null;
  }

  async byId(id: string, on: Queryable = this.db): Promise<Credentials | null> {
    const [row] = await on.run<Credentials>(BY_ID, [id]);
    return row ?? null;
  }

  /** As {@link byId}, holding the account still until the transaction ends. */
  async byIdLocked(tx: Tx, id: string): Promise<Credentials | null> {
    const [row] = await tx.run<Credentials>(BY_ID_LOCKED, [id]);
    return row ?? null;
  }

  /** Those of these accounts that are open and not suspended, held so and under their present names until the transaction ends. */
  async hold(tx: Tx, ids: readonly string[]): Promise<PersonType[]> {
    return tx.run<PersonType>(HOLD, [ids]);
  }

  /** Those of these accounts that are open, suspended or not, and stay so until the transaction ends. */
  async openAmong(tx: Tx, ids: readonly string[]): Promise<string[]> {
    return (await tx.run<{ id: string }>(OPEN_AMONG, [ids])).map(({ id }) => id);
  }

  /** False when the address is taken; a second call at the same time waits for the first one's commit. */
  async insert(tx: Tx, account: NewAccount): Promise<boolean> {
    const { id, name, email, passwordHash, language } = account;
    return (await tx.run(INSERT, [id, name, email, passwordHash, language, foldText(name)])).length === 1;
  }

  async changeSettings(tx: Tx, id: string, change: SettingsChange): Promise<void> {
    const { name, language, timeZone, theme } = change;
    await tx.run(CHANGE_SETTINGS, [id, name, language, timeZone, theme, name === null ? null : foldText(name)]);
  }

  async setPassword(tx: Tx, id: string, passwordHash: string): Promise<void> {
    await tx.run(SET_PASSWORD, [id, passwordHash]);
  }

  /** Notes that this address is proved; false when it is not the account's any more. */
  async verify(tx: Tx, id: string, email: string): Promise<boolean> {
    return (await tx.run(VERIFY, [id, email])).length === 1;
  }

  /** Notes that this address is proved; false when it is not the account's, or was proved before. */
  async verifyNow(tx: Tx, id: string, email: string): Promise<boolean> {
    return (await tx.run(VERIFY_NOW, [id, email])).length === 1;
  }

  /** False when somebody else has the address by now. */
  async changeEmail(tx: Tx, id: string, email: string): Promise<boolean> {
    try {
      return (await tx.run(CHANGE_EMAIL, [id, email])).length === 1;
    } catch (error) {
      // Somebody else took it between the look and the write; the caller gives the transaction up.
      if ((error as { code?: string }).code === UNIQUE_VIOLATION) return false;
      throw error;
    }
  }

  /** The administrators, held still: two of them who close at the same time must not both find the other. */
  async staffLocked(tx: Tx): Promise<string[]> {
    return (await tx.run<{ id: string }>(OPEN_STAFF_LOCKED)).map(({ id }) => id);
  }

  /** Empties the account; its id stays, for what it wrote. */
  async close(tx: Tx, id: string): Promise<void> {
    await tx.run(CLOSE, [id]);
  }
}
