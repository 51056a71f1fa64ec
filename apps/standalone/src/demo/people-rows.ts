import { attestationOf } from '#membership';
import { foldText } from '#platform/text';
import { actorOf, type Actor } from './cast.js';
import type { Chance } from './chance.js';
import { placeOf, type Places, type Row, type Rows } from './places.js';
import type { DemoWords } from './words.js';

const DAY = 86_400_000;

/** What the rows of people are made of. */
export interface PeopleParts {
  readonly words: DemoWords;
  readonly cast: ReadonlyMap<string, Actor>;
  readonly places: Places;
  /** Ids of the associations by slug. */
  readonly associations: ReadonlyMap<string, string>;
  readonly now: Date;
  readonly chance: Chance;
  /** Hash of a password that nobody knows. */
  readonly nobodysPassword: string;
}

/** Institutions and their ties, accounts with proved addresses, affiliations and memberships with their counters. */
export function peopleRows(parts: PeopleParts): Rows {
  const { words, cast, now, chance } = parts;
  const began = new Date(now.getTime() - 3_650 * DAY);
  const institutions = new Map(words.institutions.map(({ key }) => [key, chance.of('institution', key).idAt(began)]));
  const domains = new Map(words.institutions.map(({ key, domain }) => [key, domain]));
  const zones = new Map(words.institutions.map(({ key, zone }) => [key, zone]));
  const actors = [...cast.values()];
  return {
    ...institutionRows(parts, institutions, began),
    accounts: actors.map(({ id, name, email, language, at, signIn, since }) => ({
      id,
      name,
      email,
      password_hash: parts.nobodysPassword,
      language,
      time_zone: zones.get(at),
      theme: 'SYSTEM',
      is_staff: signIn === 'administrator',
      email_verified_at: since,
      created_at: since,
      search_name: foldText(name),
    })),
    // Whoever proved an address of theirs needs none.
    affiliations: actors
      .filter(({ at, email }) => !email.endsWith(`@${domains.get(at)}`))
      .map(({ id, at, since }) => ({
        account_id: id,
        institution_id: institutions.get(at),
        from_date: dayOf(since),
        until_date: null,
      })),
    ...membershipRows(parts, actors),
  };
}

/** What people follow as a whole, and so hear of when it begins. Its link in mail is a secret of this load. */
export function followRows({ words, cast, places }: PeopleParts, newSecret: () => string): Rows {
  return {
    community_preferences: words.moments.follows.map(({ by, community }) => ({
      community_id: placeOf(places, community).id,
      account_id: actorOf(cast, by).id,
      level: 'WATCHING',
      level_set_at: actorOf(cast, by).joined.get(community),
      cadence: 'DAILY',
      content_in_mail: false,
      token: newSecret(),
    })),
  };
}

function institutionRows({ words, associations, chance }: PeopleParts, ids: Map<string, string>, began: Date): Rows {
  return {
    institutions: words.institutions.map(({ key, name, city, kind, country, province }) => ({
      id: ids.get(key),
      name_en: name,
      name_fr: name,
      kind,
      country,
      province: province ?? null,
      search_text: foldText(`${name} ${city}`),
      revision: 1,
      created_at: began,
    })),
    institution_domains: words.institutions.map(({ key, domain }) => ({ domain, institution_id: ids.get(key) })),
    institution_memberships: words.institutions.map(({ key, country }) => ({
      id: chance.of('tie', key).idAt(began),
      institution_id: ids.get(key),
      association_id: associations.get(country === 'CA' ? 'casc' : 'astc'),
      tie: 'MEMBER',
      from_date: dayOf(began),
      until_date: null,
    })),
  };
}

function membershipRows({ places }: PeopleParts, actors: readonly Actor[]): Rows {
  const all = actors.flatMap((actor) =>
    [...actor.joined].map(([slug, at]) => ({ actor, place: placeOf(places, slug), slug, at })),
  );
  const inPublic = new Set(all.filter(({ place }) => place.visibility === 'PUBLIC').map(({ actor }) => actor.id));
  return {
    memberships: all.map(({ actor, place, slug, at }) => ({
      community_id: place.id,
      account_id: actor.id,
      role: actor.leads.has(slug) ? 'FACILITATOR' : 'MEMBER',
      sort_name: actor.name,
      enrolled_by: [],
      joined_at: at,
    })),
    community_member_counts: [...Map.groupBy(all, ({ place }) => place.id)].map(([id, members]) => ({
      community_id: id,
      members: members.length,
    })),
    public_members: [...inPublic].map((id) => ({ account_id: id })),
    attestations: all.flatMap(({ actor, place, at }): Row[] => {
      // What people identify themselves as is written down nowhere.
      const statement = place.eligibility === 'MUSEUM_STAFF' ? attestationOf(place, actor.language) : null;
      return statement === null ? [] : [{ community_id: place.id, account_id: actor.id, statement, stated_at: at }];
    }),
  };
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
