import type { CommunityCardFragment } from '../../gql/graphql.js';

/** Whether a community is of the kind that anybody joins by one click. */
export const isOneClick = (community: Pick<CommunityCardFragment, 'joinPolicy' | 'eligibility' | 'status'>): boolean =>
  community.joinPolicy === 'OPEN' && community.eligibility === 'ANYONE' && community.status !== 'ARCHIVED';
