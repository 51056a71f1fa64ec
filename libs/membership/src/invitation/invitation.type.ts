import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf, DateTime } from '#platform/graphql';
import { PersonType } from '#identity';
import { CommunityType } from '#communities';

/** Where an invitation stands. */
export const InvitationStatus = {
  WAITING: 'WAITING',
  ACCEPTED: 'ACCEPTED',
  REVOKED: 'REVOKED',
  EXPIRED: 'EXPIRED',
} as const;
/** One of {@link InvitationStatus}. */
export type InvitationStatus = keyof typeof InvitationStatus;

registerEnumType(InvitationStatus, {
  name: 'InvitationStatus',
  description: 'Where an invitation stands.',
  valuesMap: {
    WAITING: { description: 'Its link can be used.' },
    ACCEPTED: { description: 'Somebody came in by it.' },
    REVOKED: {
      description: 'A facilitator took it back, or the person came in by another door or was removed since.',
    },
    EXPIRED: { description: 'It was not used in time; it can be sent again.' },
  },
});

/** Place in a list of invitations: newest first. */
export type InvitationKey = readonly [createdAt: string, id: string];

/** An invitation as the facilitators of the community see it. */
@ObjectType('Invitation', { description: 'An invitation by mail; for the community’s facilitators.' })
export class InvitationType {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  @Field({ description: 'Address to which it was sent.' })
  email!: string;

  @Field(() => InvitationStatus, { description: 'Where it stands.' })
  status!: InvitationStatus;

  @Field(() => DateTime, { description: 'When the address was first invited.' })
  createdAt!: string;

  @Field(() => DateTime, { description: 'When the newest link was sent.' })
  sentAt!: string;

  @Field(() => DateTime, { description: 'Until when the newest link works.' })
  expiresAt!: string;

  @Field(() => PersonType, { description: 'The facilitator who sent the newest link.' })
  invitedBy!: PersonType;
}

/** What whoever holds the link may know before accepting. */
@ObjectType('InvitationOffer', { description: 'What an invitation offers; for whoever holds its link.' })
export class InvitationOfferType {
  @Field(() => CommunityType, { description: 'The community to which one is invited.' })
  community!: CommunityType;

  @Field({ description: 'Address to which it was sent; the account that accepts must have it.' })
  email!: string;

  @Field(() => DateTime, { description: 'Until when the link works.' })
  expiresAt!: string;

  @Field(() => String, { nullable: true, description: 'A word of the facilitator, plain text.' })
  message!: string | null;

  @Field(() => PersonType, {
    nullable: true,
    description: 'Who invites; null where belonging to the community is nobody else’s affair.',
  })
  invitedBy!: PersonType | null;
}

/** A page of invitations. */
export const InvitationConnection = connectionOf(() => InvitationType, 'Invitation', { totalCount: false });
