import { loaderOf, type Connection, type Page } from '#platform/graphql';
import type { AuditKey, Viewer } from '#identity';
import type { AuditEntryType } from './audit-entry.type.js';
import type { AuditView } from './audit-view.service.js';

const PAGE = Symbol('membership.audit-log');

interface Wanted {
  readonly communityId: string;
  readonly page: Page<AuditKey>;
}

/** A page of a community's log, or null for who is no facilitator of it; communities asked for the same page share its statements. */
export function loadAuditLog(
  context: object,
  view: AuditView,
  viewer: Viewer,
  communityId: string,
  page: Page<AuditKey>,
): Promise<Connection<AuditEntryType> | null> {
  const pages = loaderOf<Connection<AuditEntryType>>(context, PAGE, async (keys) => {
    const wanted = keys.map((key) => ({ key, ...(JSON.parse(key) as Wanted) }));
    const results = new Map<string, Connection<AuditEntryType>>();
    for (const same of Map.groupBy(wanted, (one) => JSON.stringify(one.page)).values()) {
      const ids = [...new Set(same.map((one) => one.communityId))];
      const found = await view.pages(viewer, ids, (same[0] as Wanted).page);
      for (const { key, communityId: id } of same) {
        const connection = found.get(id);
        if (connection) results.set(key, connection);
      }
    }
    return results;
  });
  return pages.load(JSON.stringify({ communityId, page } satisfies Wanted));
}
