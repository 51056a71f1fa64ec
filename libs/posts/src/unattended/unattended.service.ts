import { Injectable } from '@nestjs/common';
import { keyset } from '#platform/database';
import { demand } from '#platform/errors';
import { encodeCursor, pageOf, type Connection, type Page } from '#platform/graphql';
import type { Viewer } from '#identity';
import { canManageCommunities } from '#membership';
import { UnattendedRepository, type UnattendedRow } from './unattended.repository.js';
import type { UnattendedCommunityType, UnattendedKey } from './unattended.type.js';

/** Tells administrators where something waits and nobody can decide: numbers and times, no people, no answers. */
@Injectable()
export class UnattendedService {
  constructor(private readonly unattended: UnattendedRepository) {}

  /** What has waited longest comes first; one statement. @throws Forbidden for all but administrators */
  async page(viewer: Viewer, { size, after }: Page<UnattendedKey>): Promise<Connection<UnattendedCommunityType>> {
    const { isMember: signedIn, emailVerified: verified, isStaff } = viewer;
    demand(canManageCommunities({ signedIn, verified, isStaff }));
    const { rows, hasMore } = keyset(await this.unattended.page(after, size + 1), size);
    return pageOf(rows, cursorOf, { before: after !== null, after: hasMore });
  }
}

const cursorOf = ({ since, communityId }: UnattendedRow): string => encodeCursor([since, communityId]);
