import * as fc from 'fast-check';
import { COMMUNITIES, PEOPLE, type CommunityName, type PersonName, type Role } from './model/people.js';
import type { Choice } from './model/state.js';

type Level = Choice['level'];
/** Threads, posts and applications are numbered as they come; a number means the one that it leaves over, of those there are. */
type Nth = number;

/** One act of one person, in plain data: what a story is made of, kept in and read by people. */
export type Deed =
  | { readonly does: 'start'; readonly who: PersonName; readonly in: CommunityName; readonly to: PersonName | null }
  | {
      readonly does: 'reply';
      readonly who: PersonName;
      readonly thread: Nth;
      readonly to: PersonName | null;
      readonly quotes: Nth | null;
    }
  | {
      readonly does: 'edit';
      readonly who: PersonName | 'its author';
      readonly thread: Nth;
      readonly post: Nth;
      readonly to: PersonName | null;
    }
  | {
      readonly does: 'delete' | 'remove' | 'restore';
      readonly who: PersonName | 'its author';
      readonly thread: Nth;
      readonly post: Nth;
    }
  | { readonly does: 'lock' | 'unlock'; readonly who: PersonName; readonly thread: Nth }
  | {
      readonly does: 'join' | 'leave' | 'apply' | 'archive' | 'revive' | 'hide';
      readonly who: PersonName;
      readonly in: CommunityName;
    }
  | {
      readonly does: 'expel' | 'appoint';
      readonly who: PersonName;
      readonly in: CommunityName;
      readonly whom: PersonName;
    }
  | {
      readonly does: 'set role';
      readonly who: PersonName;
      readonly in: CommunityName;
      readonly whom: PersonName;
      readonly role: Role;
    }
  | { readonly does: 'accept' | 'decline'; readonly who: PersonName; readonly application: Nth }
  | { readonly does: 'withdraw'; readonly who: PersonName | 'its author'; readonly application: Nth }
  | { readonly does: 'follow thread'; readonly who: PersonName; readonly thread: Nth; readonly level: Level }
  | { readonly does: 'follow community'; readonly who: PersonName; readonly in: CommunityName; readonly level: Level }
  | { readonly does: 'read' | 'unread'; readonly who: PersonName; readonly thread: Nth; readonly number: number }
  | { readonly does: 'read all' | 'undo read all'; readonly who: PersonName };

/** A whole story. `twice`: the worker does each of its jobs twice, as it may. */
export interface Story {
  readonly twice: boolean;
  readonly deeds: readonly Deed[];
}

const LONGEST = 60;

const oneOf = <const T>(...all: readonly T[]) => fc.constantFrom(...all);
/** Mostly those who belong somewhere, so that much of what they try is done. */
const who = oneOf<PersonName>('Ann', 'Ann', 'Ann', 'Ben', 'Ben', 'Ben', 'Cat', 'Cat', 'Dan', 'Sue', 'Uma', 'nobody');
const author = oneOf<PersonName | 'its author'>('its author', 'its author', 'its author', 'Ann', 'Ben', 'Cat', 'Sue');
const keeper = oneOf<PersonName | 'its author'>('Ann', 'Ann', 'Ann', 'Sue', 'Ben', 'its author');
const staff = oneOf<PersonName>('Sue', 'Sue', 'Sue', 'Ann');
const signedIn = Object.keys(PEOPLE).filter((name) => name !== 'nobody') as PersonName[];
const whom = oneOf(...signedIn);
/** Mostly the same person, who then is spoken to, and not any more, and again. */
const to = fc.option(oneOf<PersonName>('Ben', 'Ben', 'Ben', 'Cat', ...signedIn), { freq: 2 });
const place = oneOf(...(Object.keys(COMMUNITIES) as CommunityName[]));
const nth = fc.nat({ max: 2 });
const level = oneOf<Level>('MUTED', 'NORMAL', 'WATCHING', 'WATCHING');
const deed = <const D extends Deed['does']>(does: D) => fc.constant(does);

const DEEDS: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: deed('start'), who, in: place, to }) },
  {
    weight: 9,
    arbitrary: fc.record({ does: deed('reply'), who, thread: nth, to, quotes: fc.option(nth, { freq: 2 }) }),
  },
  { weight: 4, arbitrary: fc.record({ does: deed('edit'), who: author, thread: nth, post: nth, to }) },
  { weight: 2, arbitrary: fc.record({ does: deed('delete'), who: author, thread: nth, post: nth }) },
  { weight: 4, arbitrary: fc.record({ does: oneOf('remove', 'restore'), who: keeper, thread: nth, post: nth }) },
  { weight: 1, arbitrary: fc.record({ does: oneOf('lock', 'unlock'), who: whom, thread: nth }) },
  { weight: 5, arbitrary: fc.record({ does: oneOf('join', 'leave', 'apply', 'apply'), who, in: place }) },
  { weight: 1, arbitrary: fc.record({ does: oneOf('archive', 'revive', 'revive', 'hide'), who: staff, in: place }) },
  { weight: 2, arbitrary: fc.record({ does: oneOf('expel', 'appoint'), who: oneOf('Ann', 'Sue'), in: place, whom }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: deed('set role'),
      who: oneOf('Ann', 'Ben'),
      in: place,
      whom,
      role: oneOf('MEMBER', 'FACILITATOR'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: oneOf('accept', 'decline'),
      who: oneOf('Ann', 'Ann', 'Ben', 'Dan'),
      application: nth,
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: deed('withdraw'), who: author, application: nth }) },
  { weight: 4, arbitrary: fc.record({ does: deed('follow thread'), who, thread: nth, level }) },
  { weight: 3, arbitrary: fc.record({ does: deed('follow community'), who, in: place, level }) },
  {
    weight: 5,
    arbitrary: fc.record({ does: oneOf('read', 'unread'), who, thread: nth, number: fc.integer({ min: 1, max: 5 }) }),
  },
  { weight: 2, arbitrary: fc.record({ does: oneOf('read all', 'undo read all'), who }) },
);

/** Random stories of random people. */
export const STORIES: fc.Arbitrary<Story> = fc.record({
  twice: fc.boolean(),
  deeds: fc.array(DEEDS, { minLength: 1, maxLength: LONGEST, size: 'max' }),
});

/** A deed as a line of a story. */
export function told({ does, who: actor, ...rest }: Deed): string {
  const details = Object.entries(rest).flatMap(([name, value]) => (value === null ? [] : [`${name} ${String(value)}`]));
  return [actor, does, ...details].join(', ');
}
