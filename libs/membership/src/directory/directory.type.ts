import { connectionOf } from '#platform/graphql';
import { CommunityType } from '#communities';

/** A page of communities. */
export const CommunityConnection = connectionOf(() => CommunityType, 'Community');
