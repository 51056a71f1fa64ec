import { Field, ObjectType } from '@nestjs/graphql';
import { connectionOf, DateTime } from '#platform/graphql';
import { PersonType } from '#identity';
import { MemberRole } from '../role/role.type.js';

/** Place in a list of members: facilitators first, then by name. */
export type MemberKey = readonly [role: MemberRole, sortName: string, accountId: string];

/** One person's place in one community. */
@ObjectType('Member', { description: 'A person’s place in a community.' })
export class MemberType {
  @Field(() => PersonType, { description: 'Who it is.' })
  person!: PersonType;

  @Field(() => MemberRole, { description: 'What the person is there.' })
  role!: MemberRole;

  @Field(() => DateTime, { description: 'Since when.' })
  joinedAt!: string;
}

/** A page of members. */
export const MemberConnection = connectionOf(() => MemberType, 'Member');
