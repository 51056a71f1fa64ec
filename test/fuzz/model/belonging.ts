import { PEOPLE, type PersonName, type Role } from './people.js';
import { tellOfDecision, tellOfRole, tellOfWaiting } from './inbox.js';
import { isVerified, roleOf, type Application, type Community, type State } from './state.js';

/** How an act ends: the code of its refusal, or null: it is done. */
export type Outcome = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'BAD_USER_INPUT' | 'CONFLICT' | null;

/** Whoever is not signed in, or has not confirmed the address, comes no further. */
export function door(who: PersonName): Outcome {
  if (who === 'nobody') return 'UNAUTHENTICATED';
  return isVerified(who) ? null : 'FORBIDDEN';
}

const isFacilitator = (who: PersonName, community: Community): boolean => roleOf(who, community) === 'FACILITATOR';

/** By one click. */
export function join(state: State, who: PersonName, community: Community): Outcome {
  if (community.members.has(who)) return null;
  if (community.archived || community.joinPolicy !== 'OPEN' || community.removed.has(who)) return 'FORBIDDEN';
  admit(state, who, community, 'MEMBER');
  return null;
}

export function leave(state: State, who: PersonName, community: Community): Outcome {
  if (!community.members.has(who)) return null;
  if (isOnlyFacilitator(who, community)) return 'FORBIDDEN';
  end(state, who, community);
  return null;
}

/** A facilitator removes a member, who does not come in again by one click. */
export function expel(state: State, who: PersonName, community: Community, whom: PersonName): Outcome {
  if (!isFacilitator(who, community)) return 'FORBIDDEN';
  if (whom === who || !community.members.has(whom)) return 'BAD_USER_INPUT';
  end(state, whom, community);
  community.removed.add(whom);
  return null;
}

export function setRole(state: State, who: PersonName, community: Community, whom: PersonName, role: Role): Outcome {
  if (!isFacilitator(who, community)) return 'FORBIDDEN';
  const present = community.members.get(whom);
  if (!present) return 'BAD_USER_INPUT';
  if (present.role === role) return null;
  if (isOnlyFacilitator(whom, community)) return 'FORBIDDEN';
  become(state, who, community, whom, role);
  return null;
}

/** An administrator makes somebody facilitator, and a member if need be. */
export function appoint(state: State, who: PersonName, community: Community, whom: PersonName): Outcome {
  if (!PEOPLE[who].staff) return 'FORBIDDEN';
  if (!isVerified(whom)) return 'BAD_USER_INPUT';
  if (isFacilitator(whom, community)) return null;
  if (!community.members.has(whom)) admit(state, whom, community, 'MEMBER');
  become(state, who, community, whom, 'FACILITATOR');
  return null;
}

export function apply(state: State, who: PersonName, community: Community): Outcome {
  if (community.members.has(who) || community.archived || community.joinPolicy !== 'APPLICATION') return 'FORBIDDEN';
  if (waitingOf(who, community)) return 'CONFLICT';
  const application: Application = { who, at: state.clock, status: 'WAITING' };
  community.applications.push(application);
  state.applications.push({ community, application });
  tellOfWaiting(state, community);
  return null;
}

export function decide(
  state: State,
  who: PersonName,
  { community, application }: State['applications'][number],
  status: 'ACCEPTED' | 'DECLINED',
): Outcome {
  if (!isFacilitator(who, community)) return application.who === who ? 'FORBIDDEN' : 'NOT_FOUND';
  if (application.status !== 'WAITING') return application.status === status ? null : 'CONFLICT';
  application.status = status;
  if (status === 'ACCEPTED') admit(state, application.who, community, 'MEMBER');
  tellOfDecision(state, community, application);
  tellOfWaiting(state, community);
  return null;
}

export function withdraw(
  state: State,
  who: PersonName,
  { community, application }: State['applications'][number],
): Outcome {
  if (application.who !== who) return isFacilitator(who, community) ? 'FORBIDDEN' : 'NOT_FOUND';
  if (application.status !== 'WAITING') return application.status === 'WITHDRAWN' ? null : 'CONFLICT';
  application.status = 'WITHDRAWN';
  tellOfWaiting(state, community);
  return null;
}

/** Archiving declines all that waits. */
export function archive(state: State, who: PersonName, community: Community): Outcome {
  if (!PEOPLE[who].staff) return 'FORBIDDEN';
  community.archived = true;
  for (const application of community.applications.filter(({ status }) => status === 'WAITING')) {
    application.status = 'DECLINED';
    tellOfDecision(state, community, application);
  }
  tellOfWaiting(state, community);
  return null;
}

export function revive(_state: State, who: PersonName, community: Community): Outcome {
  if (!PEOPLE[who].staff) return 'FORBIDDEN';
  community.archived = false;
  return null;
}

/** Makes a community private. */
export function hide(_state: State, who: PersonName, community: Community): Outcome {
  if (!PEOPLE[who].staff) return 'FORBIDDEN';
  community.visibility = 'PRIVATE';
  return null;
}

const waitingOf = (who: PersonName, community: Community): Application | undefined =>
  community.applications.find((one) => one.who === who && one.status === 'WAITING');

const isOnlyFacilitator = (who: PersonName, { members }: Community): boolean =>
  [...members].every(([one, { role }]) => (one === who) === (role === 'FACILITATOR'));

function become(state: State, by: PersonName, community: Community, who: PersonName, role: Role): void {
  const present = community.members.get(who);
  community.members.set(who, { role, since: present?.since ?? state.clock });
  tellOfRole(state, who, community, by);
  tellOfWaiting(state, community);
}

function admit(state: State, who: PersonName, community: Community, role: Role): void {
  community.members.set(who, { role, since: state.clock });
  community.removed.delete(who);
  const application = waitingOf(who, community);
  if (!application) return;
  application.status = 'WITHDRAWN';
  tellOfWaiting(state, community);
}

/** Whoever goes follows nothing there any more, and is told nothing of it. */
function end(state: State, who: PersonName, community: Community): void {
  community.members.delete(who);
  community.choices.delete(who);
  for (const thread of state.threads) if (thread.community === community) thread.choices.delete(who);
  state.drop(
    who,
    (notice) => notice.community === community && (notice.thread !== null || notice.kind === 'APPLICATION'),
  );
}
