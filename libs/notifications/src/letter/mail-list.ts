import { hashSecret } from '#platform/secrets';

/** What letters about posts of a community to one reader are about as such: whoever ends them calls back what waits. */
export const aboutList = (communityId: string, accountId: string): string => `list:${communityId}/${accountId}`;

/** What a reader's digests are about as such. */
export const aboutDigest = (accountId: string): string => `digest:${accountId}`;

/** What a digest that tells of a community is about, however much it says. */
export const aboutTold = (communityId: string): string => `told:${communityId}`;

/**
 * Name of a list that tells nobody which community it is, nor that two readers are in the same one; the same in every
 * letter to one reader. Hexadecimal, since names of lists know no capitals.
 */
export const opaqueList = (token: string): string =>
  `list-${Buffer.from(hashSecret(`list ${token}`), 'base64url')
    .toString('hex')
    .slice(0, 32)}`;
