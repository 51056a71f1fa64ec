import { foldText } from '#platform/text';
import type { Chance } from './chance.js';
import type { TimedThread } from './timeline.js';
import type { DemoWords, PersonWords } from './words.js';

const DAY = 86_400_000;
/** How long ago the three who can sign in were last here: what came since is new to them. */
const AWAY_DAYS = 3;

/** Somebody of the demonstration with their dates. */
export interface Actor extends Pick<PersonWords, 'key' | 'name' | 'language' | 'signIn' | 'at'> {
  readonly id: string;
  readonly email: string;
  readonly since: Date;
  /** When they became members, by the slug of the community. */
  readonly joined: ReadonlyMap<string, Date>;
  readonly leads: ReadonlySet<string>;
  /** When they last looked at everything. */
  readonly lastHere: Date;
}

/** One of so many has an address that is not their institution's: an administrator says where they work. */
const ADDRESSES_OF_THEIR_OWN = 8;

/** Everybody by key: members of their communities since before they wrote or shared anything there. */
export function castOf(
  words: DemoWords,
  threads: readonly TimedThread[],
  now: Date,
  chance: Chance,
): ReadonlyMap<string, Actor> {
  const first = firstSigns(words, threads, now);
  const domains = new Map(words.institutions.map(({ key, domain }) => [key, domain]));
  return new Map(
    words.people.map((person) => {
      const own = chance.of('person', person.key);
      const joined = new Map(
        [...new Set([...person.in, ...person.facilitates])].map((slug) => {
          const seen = first.get(`${person.key}/${slug}`) ?? now.getTime() - own.between(20, 700) * DAY;
          return [slug, new Date(seen - own.between(2 * 24, 60 * 24) * 3_600_000 - own.below(3_600_000))];
        }),
      );
      const earliest = Math.min(now.getTime() - 30 * DAY, ...[...joined.values()].map((at) => at.getTime()));
      const since = new Date(earliest - own.between(10, 24 * 20) * 3_600_000);
      const away = person.signIn ? AWAY_DAYS * DAY : own.between(2, 24 * 20) * 3_600_000;
      const { key, name, language, signIn, at } = person;
      const isOwn = !signIn && own.below(ADDRESSES_OF_THEIR_OWN) === 0;
      const email = `${addressOf(name)}@${isOwn ? 'courriel.example' : (domains.get(at) ?? '')}`;
      const leads = new Set(person.facilitates);
      const lastHere = new Date(now.getTime() - away);
      return [key, { key, name, language, signIn, at, id: own.idAt(since), email, since, joined, leads, lastHere }];
    }),
  );
}

/** Who it is; a key that nobody has is a mistake in the words. */
export function actorOf(cast: ReadonlyMap<string, Actor>, key: string): Actor {
  const actor = cast.get(key);
  if (!actor) throw new Error(`The demonstration has nobody called ${key}.`);
  return actor;
}

/** When each person first wrote or shared something in each community. */
function firstSigns(words: DemoWords, threads: readonly TimedThread[], now: Date): Map<string, number> {
  const first = new Map<string, number>();
  const note = (by: string, community: string, at: number): void => {
    const sign = `${by}/${community}`;
    first.set(sign, Math.min(at, first.get(sign) ?? at));
  };
  for (const { community, posts } of threads) for (const { by, at } of posts) note(by, community, at.getTime());
  for (const { by, community, days } of words.resources) note(by, community, now.getTime() - days * DAY);
  return first;
}

/** The beginning of an address, as institutions make it of a name. */
export const addressOf = (name: string): string =>
  foldText(name)
    .replace(/[^a-z- ]/g, '')
    .replaceAll(' ', '.');
