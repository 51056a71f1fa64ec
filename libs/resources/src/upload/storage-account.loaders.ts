import { loaderOf } from '#platform/graphql';
import type { StorageAccount, StorageLimits } from './storage-account.service.js';

const LIMITS = Symbol('resources.storage-limits');

/** What may be sent to a community; all that one request asks for in one statement. */
export const loadStorageLimits = (
  request: object,
  account: StorageAccount,
  communityId: string,
): Promise<StorageLimits | null> =>
  loaderOf<StorageLimits>(request, LIMITS, (ids) => account.limits(ids)).load(communityId);
