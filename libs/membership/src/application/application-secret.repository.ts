import { Injectable } from '@nestjs/common';
import { Database, statement, type Tx } from '#platform/database';

/** The data key of an application as it is stored; the key that wrapped it is named. */
export interface WrappedKey {
  readonly keyId: string;
  readonly wrapped: Buffer;
}

/** A private answer as it is stored, with the key that opens it; null when that row is not there. */
export interface SealedAnswer {
  readonly applicationId: string;
  readonly key: string;
  readonly sealed: Buffer;
  readonly dataKey: WrappedKey | null;
}

interface Row {
  readonly applicationId: string;
  readonly key: string;
  readonly sealed: string;
  readonly keyId: string | null;
  readonly wrapped: string | null;
}

const INSERT_KEY = statement(
  'application-key-insert',
  `INSERT INTO application_keys (application_id, master_key_id, wrapped) VALUES ($1, $2, $3)`,
);
const INSERT = statement(
  'application-secrets-insert',
  `INSERT INTO application_secrets (application_id, key, sealed)
   SELECT $1, s.key, s.sealed FROM unnest($2::text[], $3::bytea[]) AS s (key, sealed)`,
);
/** Hexadecimal: prepared statements answer in text. */
const OF = statement(
  'application-secrets-of',
  `SELECT s.application_id AS "applicationId", s.key, encode(s.sealed, 'hex') AS sealed,
          k.master_key_id AS "keyId", encode(k.wrapped, 'hex') AS wrapped
   FROM application_secrets s LEFT JOIN application_keys k ON k.application_id = s.application_id
   WHERE s.application_id = ANY ($1::uuid[])`,
);

/** SQL about private answers: ciphertext and wrapped keys, never a word that somebody wrote. */
@Injectable()
export class ApplicationSecretRepository {
  constructor(private readonly db: Database) {}

  /** Stores the private answers of an application and the key that opens them. */
  async insert(tx: Tx, applicationId: string, dataKey: WrappedKey, sealed: ReadonlyMap<string, Buffer>): Promise<void> {
    await tx.run(INSERT_KEY, [applicationId, dataKey.keyId, dataKey.wrapped]);
    await tx.run(INSERT, [applicationId, [...sealed.keys()], [...sealed.values()]]);
  }

  /** The private answers of these applications that there still are. */
  async of(applicationIds: readonly string[]): Promise<SealedAnswer[]> {
    const rows = await this.db.run<Row>(OF, [applicationIds]);
    return rows.map(({ applicationId, key, sealed, keyId, wrapped }) => ({
      applicationId,
      key,
      sealed: Buffer.from(sealed, 'hex'),
      dataKey: keyId === null || wrapped === null ? null : { keyId, wrapped: Buffer.from(wrapped, 'hex') },
    }));
  }
}
