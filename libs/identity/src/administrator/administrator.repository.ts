import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '#platform/database';
import { foldText } from '#platform/text';
import type { NewAccount } from '../account/account.repository.js';

const INSERT = statement(
  'administrator-insert',
  `INSERT INTO accounts (id, name, email, password_hash, language, is_staff, email_verified_at, search_name)
   VALUES ($1, $2, $3, $4, $5, true, now(), $6) ON CONFLICT (lower(email)) DO NOTHING RETURNING id`,
);

const PROMOTE = statement(
  'administrator-promote',
  `UPDATE accounts SET is_staff = true WHERE id = $1 AND closed_at IS NULL AND email_verified_at IS NOT NULL RETURNING id`,
);

/** SQL that makes administrators besides the site's claim. */
@Injectable()
export class AdministratorRepository {
  /** A new account that administers the site, its address taken as proved; false when the address is taken. */
  async insert(tx: Tx, { id, name, email, passwordHash, language }: NewAccount): Promise<boolean> {
    return (await tx.run(INSERT, [id, name, email, passwordHash, language, foldText(name)])).length === 1;
  }

  /** Makes an open account whose address is proved an administrator; false for any other. */
  async promote(tx: Tx, id: string): Promise<boolean> {
    return (await tx.run(PROMOTE, [id])).length === 1;
  }
}
