import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#platform/config';
import type { Tx } from '#platform/database';
import { QuotaExceeded } from '../resources.errors.js';
import { StorageAccountRepository } from './storage-account.repository.js';

const MIB = 1024 * 1024;

/** What may be sent to a community, and how much of it there is already. */
export interface StorageLimits {
  /** The largest file, bytes. */
  readonly fileBytes: number;
  /** All files of the community together, bytes. */
  readonly communityBytes: number;
  /** What its files and the uploads for it take now, bytes. */
  readonly usedBytes: number;
}

/** Keeps account of what each community's files take. A file counts in full wherever it stands, whoever has it as well. */
@Injectable()
export class StorageAccount {
  /** The largest file, bytes. */
  readonly fileBytes: number;
  /** What one account may have in a community without using it, bytes: nobody keeps all its room from the others. */
  readonly unusedBytes: number;
  private readonly communityBytes: number;

  constructor(
    private readonly repository: StorageAccountRepository,
    @Inject(CONFIG) config: Config,
  ) {
    this.fileBytes = config.uploadMaxMib * MIB;
    this.communityBytes = config.communityQuotaMib * MIB;
    this.unusedBytes = Math.max(this.communityBytes / 4, this.fileBytes);
  }

  /** Takes room in one statement, so that of two who come for the last of it one goes. @throws QuotaExceeded */
  async charge(tx: Tx, communityId: string, bytes: number): Promise<void> {
    if (await this.repository.charge(tx, communityId, bytes, this.communityBytes)) return;
    const used = await this.repository.used([communityId], tx);
    throw new QuotaExceeded(used.get(communityId) ?? 0, this.communityBytes);
  }

  /** Gives room back. */
  async refund(tx: Tx, communityId: string, bytes: number): Promise<void> {
    if (bytes > 0) await this.repository.refund(tx, communityId, bytes);
  }

  /** What may be sent to each of these communities; one statement. */
  async limits(communityIds: readonly string[]): Promise<Map<string, StorageLimits>> {
    const used = await this.repository.used(communityIds);
    const { fileBytes, communityBytes } = this;
    return new Map(communityIds.map((id) => [id, { fileBytes, communityBytes, usedBytes: used.get(id) ?? 0 }]));
  }
}
