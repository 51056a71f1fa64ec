import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { KeyRing, SealBroken } from '#platform/secrets';
import { ApplicationSecretRepository, type SealedAnswer } from './application-secret.repository.js';

/** A private answer that was opened; null: the key that opens it is lost, or the row is not what was stored. */
export type OpenedAnswers = ReadonlyMap<string, string | null>;

/**
 * Keeps what applicants answer in private (docs/adr/0007-private-answers.md): each application has a data key of its
 * own, each answer is bound to its application and question, so that no row opens in another's place. Who may read is
 * for the caller to ask; nothing here is remembered, logged or named in an error.
 */
@Injectable()
export class PrivateAnswers {
  constructor(
    private readonly secrets: ApplicationSecretRepository,
    private readonly keys: KeyRing,
  ) {}

  /** Seals and stores these answers (key of the question → answer); nothing for none. */
  async keep(tx: Tx, applicationId: string, answers: ReadonlyMap<string, string>): Promise<void> {
    if (answers.size === 0) return;
    const dataKey = this.keys.newDataKey();
    const sealed = new Map(
      [...answers].map(([key, value]) => [key, this.keys.seal(value, dataKey, placeOf(applicationId, key))]),
    );
    await this.secrets.insert(tx, applicationId, this.keys.wrap(dataKey, contextOf(applicationId)), sealed);
    dataKey.fill(0);
  }

  /** What there is of these applications, opened: application → key of the question → answer. One statement. */
  async open(applicationIds: readonly string[]): Promise<Map<string, OpenedAnswers>> {
    const rows = applicationIds.length === 0 ? [] : await this.secrets.of(applicationIds);
    return new Map(
      [...Map.groupBy(rows, (row) => row.applicationId)].map(([id, sealed]) => [id, this.openAll(id, sealed)]),
    );
  }

  private openAll(applicationId: string, answers: readonly SealedAnswer[]): OpenedAnswers {
    const dataKey = this.dataKeyOf(applicationId, answers[0]?.dataKey ?? null);
    const opened = new Map(answers.map(({ key, sealed }) => [key, this.openOne(applicationId, key, sealed, dataKey)]));
    dataKey?.fill(0);
    return opened;
  }

  private dataKeyOf(applicationId: string, stored: SealedAnswer['dataKey']): Buffer | null {
    return stored && orNull(() => this.keys.unwrap(stored.keyId, stored.wrapped, contextOf(applicationId)));
  }

  private openOne(applicationId: string, key: string, sealed: Buffer, dataKey: Buffer | null): string | null {
    return dataKey && orNull(() => this.keys.open(sealed, dataKey, placeOf(applicationId, key)).toString('utf8'));
  }
}

const contextOf = (applicationId: string): string => `application/${applicationId}`;
const placeOf = (applicationId: string, key: string): string => `${applicationId}/${key}`;

/** What was tampered with is as unreadable as what is lost; a facilitator can decide all the same. */
function orNull<T>(open: () => T): T | null {
  try {
    return open();
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}
