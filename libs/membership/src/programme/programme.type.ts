import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf, DateTime } from '#platform/graphql';
import { PersonType } from '#identity';

/** What became of one address of a roster. */
export const RosterFate = {
  ENROLLED: 'ENROLLED',
  ALREADY_THERE: 'ALREADY_THERE',
  WAITS_FOR_ACCOUNT: 'WAITS_FOR_ACCOUNT',
  RELEASED: 'RELEASED',
} as const;
/** One of {@link RosterFate}. */
export type RosterFate = keyof typeof RosterFate;

registerEnumType(RosterFate, {
  name: 'RosterFate',
  description: 'What became of one address when a roster was set.',
  valuesMap: {
    ENROLLED: { description: 'Its account is enrolled from now on.' },
    ALREADY_THERE: { description: 'Its account was enrolled before; nothing changed.' },
    WAITS_FOR_ACCOUNT: { description: 'No account has confirmed it yet; one that does is enrolled then.' },
    RELEASED: { description: 'It is on the roster no more; memberships that it held may be left.' },
  },
});

/** A programme, whose roster enrols people in communities. */
@ObjectType('Programme', { description: 'A programme whose roster enrols people in communities; for administrators.' })
export class ProgrammeType {
  @Field({ description: 'Its short name, as the communities’ rules have it.' })
  slug!: string;

  @Field(() => Int, { description: 'How many addresses are on its roster.' })
  size!: number;

  /** Behind the field `communities`. */
  communityIds!: readonly string[];
}

/** One address on a roster. */
@ObjectType('RosterEntry', { description: 'One address on the roster of a programme.' })
export class RosterEntryType {
  @Field({ description: 'The address, in lower case.' })
  email!: string;

  @Field(() => PersonType, { nullable: true, description: 'Who confirmed the address; null while nobody has.' })
  person!: PersonType | null;

  @Field({ description: 'Whether the person is enrolled in a community at present.' })
  enrolled!: boolean;

  @Field(() => DateTime, { description: 'Since when the address is on the roster.' })
  since!: string;
}

/** One line of what {@link RosterChangeType} tells. */
@ObjectType('RosterRow', { description: 'One address of a roster and what became of it.' })
export class RosterRowType {
  @Field({ description: 'The address, in lower case.' })
  email!: string;

  @Field(() => RosterFate, { description: 'What became of it.' })
  fate!: RosterFate;
}

/** What setting a roster did. */
@ObjectType('RosterChange', { description: 'What setting a roster did, address by address.' })
export class RosterChangeType {
  @Field(() => ProgrammeType, { description: 'The programme as it is now.' })
  programme!: ProgrammeType;

  @Field(() => Int, { description: 'How many addresses have an account that is enrolled from now on.' })
  enrolled!: number;

  @Field(() => Int, { description: 'How many wait for an account.' })
  waiting!: number;

  @Field(() => Int, { description: 'How many have an account that was enrolled before.' })
  unchanged!: number;

  @Field(() => Int, { description: 'How many are on the roster no more.' })
  released!: number;

  @Field(() => [RosterRowType], {
    description: 'Each address once: those given, in their order, then those released. 5,000 given at most.',
  })
  rows!: readonly RosterRowType[];
}

/** Place in a roster: by address. */
export type RosterKey = readonly [email: string];

/** A page of a roster. */
export const RosterEntryConnection = connectionOf(() => RosterEntryType, 'RosterEntry');
