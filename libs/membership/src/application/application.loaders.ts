import { loaderOf, type Connection, type Page } from '#platform/graphql';
import type { AccountService, PersonType, Viewer } from '#identity';
import type { ApplicationPlace, ApplicationReading } from './application-reading.service.js';
import type { ApplicationKey, ApplicationType } from './application.type.js';
import type { OpenedAnswers } from './private-answers.service.js';

const PAGE = Symbol('membership.applications');
const NEWEST = Symbol('membership.viewer-application');
const OPENED = Symbol('membership.application-answers');
const MEETS = Symbol('membership.applicant-meets');
const APPLICANT = Symbol('membership.applicant');

interface Wanted {
  readonly communityId: string;
  readonly page: Page<ApplicationKey>;
}

const pages = (context: object, reading: ApplicationReading, viewer: Viewer) =>
  loaderOf<Connection<ApplicationType>>(context, PAGE, async (keys) => {
    const wanted = keys.map((key) => ({ key, ...(JSON.parse(key) as Wanted) }));
    const results = new Map<string, Connection<ApplicationType>>();
    for (const same of Map.groupBy(wanted, (one) => JSON.stringify(one.page)).values()) {
      const ids = [...new Set(same.map((one) => one.communityId))];
      const found = await reading.pages(viewer, ids, (same[0] as Wanted).page);
      for (const { key, communityId } of same) {
        const connection = found.get(communityId);
        if (connection) results.set(key, connection);
      }
    }
    return results;
  });

const newest = (context: object, reading: ApplicationReading, viewer: Viewer) =>
  loaderOf<ApplicationType>(context, NEWEST, (ids) => reading.newest(viewer, ids));

/** A page of a queue, or null where the viewer does not lead; communities asked for the same page share its statements. */
export const loadApplications = (
  context: object,
  reading: ApplicationReading,
  viewer: Viewer,
  communityId: string,
  page: Page<ApplicationKey>,
): Promise<Connection<ApplicationType> | null> =>
  pages(context, reading, viewer).load(JSON.stringify({ communityId, page } satisfies Wanted));

/** The viewer's own newest application in a community, or null; all of one request in one statement. */
export const loadNewestApplication = (
  context: object,
  reading: ApplicationReading,
  viewer: Viewer,
  communityId: string,
): Promise<ApplicationType | null> => newest(context, reading, viewer).load(communityId);

/** Forgets what this request knew of applications, after it changed one. */
export function forgetApplications(context: object, reading: ApplicationReading, viewer: Viewer): void {
  pages(context, reading, viewer).clearAll();
  newest(context, reading, viewer).clearAll();
}

/**
 * The private answers of an application that waits, or null where the viewer may not read them; all of one request in
 * two statements. They live as long as the request.
 */
export const loadOpenAnswers = (
  context: object,
  reading: ApplicationReading,
  viewer: Viewer,
  application: ApplicationPlace,
): Promise<OpenedAnswers | null> =>
  loaderOf<OpenedAnswers>(context, OPENED, (keys) =>
    byPlace(keys, (places) => reading.openAnswers(viewer, places)),
  ).load(placeKey(application));

/** Whether the applicant meets the eligibility, or null where the viewer may not know or no record tells it. */
export const loadApplicantMeets = (
  context: object,
  reading: ApplicationReading,
  viewer: Viewer,
  application: ApplicationPlace,
): Promise<boolean | null> =>
  loaderOf<boolean>(context, MEETS, (keys) => byPlace(keys, (places) => reading.meeting(viewer, places))).load(
    placeKey(application),
  );

/** An applicant; all of one request in one statement. */
export async function loadApplicant(context: object, accounts: AccountService, accountId: string): Promise<PersonType> {
  const person = await loaderOf<PersonType>(context, APPLICANT, (ids) => accounts.personsOf(ids)).load(accountId);
  if (!person) throw new Error('An application points at an account.');
  return person;
}

const placeKey = ({ id, communityId, accountId }: ApplicationPlace): string =>
  JSON.stringify({ id, communityId, accountId } satisfies ApplicationPlace);

/** What the service answers by id, under the keys of the loader. */
async function byPlace<Value>(
  keys: readonly string[],
  load: (places: ApplicationPlace[]) => Promise<ReadonlyMap<string, Value>>,
): Promise<Map<string, Value>> {
  const places = keys.map((key) => JSON.parse(key) as ApplicationPlace);
  const found = await load(places);
  return new Map(
    keys.flatMap((key, index): [string, Value][] => {
      const value = found.get((places[index] as ApplicationPlace).id);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}
