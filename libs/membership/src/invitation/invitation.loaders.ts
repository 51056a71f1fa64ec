import { loaderOf, type Connection, type Page } from '#platform/graphql';
import type { Viewer } from '#identity';
import type { InvitationFacts } from './invitation-facts.service.js';
import type { InvitationService } from './invitation.service.js';
import type { InvitationKey, InvitationType } from './invitation.type.js';

const PAGE = Symbol('membership.invitations');

interface Wanted {
  readonly communityId: string;
  readonly page: Page<InvitationKey>;
}

/** A page of invitations, or null for all but facilitators; communities asked for the same page share its statements. */
export function loadInvitations(
  context: object,
  service: InvitationService,
  viewer: Viewer,
  communityId: string,
  page: Page<InvitationKey>,
): Promise<Connection<InvitationType> | null> {
  const pages = loaderOf<Connection<InvitationType>>(context, PAGE, async (keys) => {
    const wanted = keys.map((key) => ({ key, ...(JSON.parse(key) as Wanted) }));
    const results = new Map<string, Connection<InvitationType>>();
    for (const same of Map.groupBy(wanted, (one) => JSON.stringify(one.page)).values()) {
      const ids = [...new Set(same.map((one) => one.communityId))];
      const found = await service.pages(viewer, ids, (same[0] as Wanted).page);
      for (const { key, communityId: id } of same) {
        const connection = found.get(id);
        if (connection) results.set(key, connection);
      }
    }
    return results;
  });
  return pages.load(JSON.stringify({ communityId, page } satisfies Wanted));
}

const OWN = Symbol('membership.own-invitations');

const own = (context: object, facts: InvitationFacts, viewer: Viewer) =>
  loaderOf<string>(context, OWN, (ids) => facts.own(viewer, ids));

/** The invitation that waits for the viewer in a community; all that one request asks for come in one statement. */
export const loadViewerInvitation = async (
  context: object,
  facts: InvitationFacts,
  viewer: Viewer,
  communityId: string,
): Promise<string | null> => (await own(context, facts, viewer).load(communityId)) ?? null;

/** Forgets it after this request changed who is in. */
export function forgetViewerInvitation(
  context: object,
  facts: InvitationFacts,
  viewer: Viewer,
  communityId: string,
): void {
  own(context, facts, viewer).clear(communityId);
}
