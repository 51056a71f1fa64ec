import { loaderOf, type Connection, type Page } from '#platform/graphql';
import type { Viewer } from '#identity';
import type { MemberService } from './member.service.js';
import type { MemberKey, MemberType } from './member.type.js';

const COUNT = Symbol('membership.member-count');
const PAGE = Symbol('membership.members');

const counts = (context: object, service: MemberService, viewer: Viewer) =>
  loaderOf<number>(context, COUNT, (ids) => service.counts(viewer, ids));

/** Number of members, or null where the viewer may not know; all of one request in one statement. */
export const loadMemberCount = (
  context: object,
  service: MemberService,
  viewer: Viewer,
  communityId: string,
): Promise<number | null> => counts(context, service, viewer).load(communityId);

/** Forgets the number after this request changed it. */
export function forgetMemberCount(context: object, service: MemberService, viewer: Viewer, communityId: string): void {
  counts(context, service, viewer).clear(communityId);
}

/** A page of members, or null where the viewer may not see them; communities asked for the same page share its statements. */
export function loadMembers(
  context: object,
  service: MemberService,
  viewer: Viewer,
  communityId: string,
  page: Page<MemberKey>,
): Promise<Connection<MemberType> | null> {
  const pages = loaderOf<Connection<MemberType>>(context, PAGE, async (keys) => {
    const wanted = keys.map((key) => ({ key, ...(JSON.parse(key) as Wanted) }));
    const results = new Map<string, Connection<MemberType>>();
    for (const same of Map.groupBy(wanted, (one) => JSON.stringify(one.page)).values()) {
      const found = await service.pages(
        viewer,
        [...new Set(same.map((one) => one.communityId))],
        (same[0] as Wanted).page,
      );
      for (const { key, communityId: id } of same) {
        const connection = found.get(id);
        if (connection) results.set(key, connection);
      }
    }
    return results;
  });
  return pages.load(JSON.stringify({ communityId, page } satisfies Wanted));
}

interface Wanted {
  readonly communityId: string;
  readonly page: Page<MemberKey>;
}
