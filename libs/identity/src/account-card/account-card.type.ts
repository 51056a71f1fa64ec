import { Field, ID, ObjectType } from '@nestjs/graphql';
import { connectionOf, DateTime } from '#platform/graphql';
import { PersonType } from '../account/person.type.js';

/** An account as administrators see it; a whitelist of columns, and the address is none of them. */
@ObjectType('AccountCard', { description: 'An account as administrators see it. Never its e-mail address.' })
export class AccountCardType {
  @Field(() => ID, { description: 'Id of the account.' })
  id!: string;

  @Field(() => PersonType, { description: 'The person, as others see it.' })
  person!: PersonType;

  @Field({ description: 'Whether the address is known to be this person’s.' })
  emailVerified!: boolean;

  @Field({ description: 'Whether this is an administrator of the whole site.' })
  isStaff!: boolean;

  @Field(() => DateTime, { description: 'When the account was made.' })
  createdAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'Until when it is suspended; null when it is not.' })
  suspendedUntil!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it is suspended; null when it is not.' })
  suspensionReason!: string | null;
}

/** A page of {@link AccountCardType}. */
export const AccountCardConnection = connectionOf(() => AccountCardType, 'AccountCard', { totalCount: false });
