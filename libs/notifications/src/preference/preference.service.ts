import { Injectable } from '@nestjs/common';
import type { Viewer } from '#identity';
import { CommunityPreferenceRepository, type PreferenceRow } from './community-preference.repository.js';

/** What the viewer chose for communities. Nobody sees anybody else's. */
@Injectable()
export class PreferenceService {
  constructor(private readonly preferences: CommunityPreferenceRepository) {}

  /** By community; those of which the viewer chose nothing are left out. One statement, none for nobody. */
  async of({ accountId }: Viewer, communityIds: readonly string[]): Promise<Map<string, PreferenceRow>> {
    return accountId === null || communityIds.length === 0 ? new Map() : this.preferences.of(accountId, communityIds);
  }
}
