import { loaderOf, type Connection, type Page } from '#platform/graphql';
import type { Viewer } from '#identity';
import type { ProgrammeService } from './programme.service.js';
import type { ProgrammeType, RosterEntryType, RosterKey } from './programme.type.js';

const ROSTER = Symbol('membership.roster');

interface Wanted {
  readonly slug: string;
  readonly size: number;
  readonly page: Page<RosterKey>;
}

/** A page of a roster; programmes asked for the same page share its statements. */
export async function loadRoster(
  context: object,
  service: ProgrammeService,
  viewer: Viewer,
  { slug, size }: ProgrammeType,
  page: Page<RosterKey>,
): Promise<Connection<RosterEntryType>> {
  const pages = loaderOf<Connection<RosterEntryType>>(context, ROSTER, async (keys) => {
    const wanted = keys.map((key) => ({ key, ...(JSON.parse(key) as Wanted) }));
    const results = new Map<string, Connection<RosterEntryType>>();
    for (const same of Map.groupBy(wanted, (one) => JSON.stringify(one.page)).values()) {
      const found = await service.rosterPages(viewer, same, (same[0] as Wanted).page);
      for (const one of same) {
        const connection = found.get(one.slug);
        if (connection) results.set(one.key, connection);
      }
    }
    return results;
  });
  const roster = await pages.load(JSON.stringify({ slug, size, page } satisfies Wanted));
  if (!roster) throw new Error('Every programme has a roster, if an empty one.');
  return roster;
}
