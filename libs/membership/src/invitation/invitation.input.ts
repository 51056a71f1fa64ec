import { Field, ID, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { input } from '#platform/graphql';
import { Language } from '#identity';
import type { InvitationKey } from './invitation.type.js';

/** See `inviteToCommunity`. */
@InputType({ description: 'Whom to invite where.' })
export class InviteToCommunityInput {
  @Field({ description: 'Slug of the community.' })
  slug!: string;

  @Field(() => [String], {
    description: `E-mail addresses, 1 to ${LIMITS.invitedAtOnce}; one written twice counts once.`,
  })
  emails!: string[];

  @Field(() => String, {
    nullable: true,
    description: `A word to go with it, plain text, at most ${LIMITS.facilitatorWord} characters.`,
  })
  message!: string | null;
}

/** See `resendInvitation`. */
@InputType({ description: 'Which invitation to send again.' })
export class ResendInvitationInput {
  @Field(() => ID, { description: 'Its id.' })
  invitationId!: string;
}

/** See `revokeInvitation`. */
@InputType({ description: 'Which invitation to take back.' })
export class RevokeInvitationInput {
  @Field(() => ID, { description: 'Its id.' })
  invitationId!: string;
}

/** See `acceptInvitation`. */
@InputType({ description: 'Which invitation to accept.' })
export class AcceptInvitationInput {
  @Field({ description: 'What stands after `#token=` in the mailed link.' })
  token!: string;
}

/** See `signUpByInvitation`. */
@InputType({ description: 'A new account for the address that was invited.' })
export class SignUpByInvitationInput {
  @Field({ description: 'What stands after `#token=` in the mailed link.' })
  token!: string;

  @Field({ description: 'Name that others see, 1 to 100 characters.' })
  name!: string;

  @Field({ description: 'Password, 8 to 256 characters, none of the most common.' })
  password!: string;

  @Field(() => Language, { description: 'Language of the web client and of mails.' })
  language!: Language;
}

/** Shape of {@link InviteToCommunityInput}; a blank message is none. */
export const inviteToCommunityInput = z.strictObject({
  slug: input.slug(),
  emails: z
    .array(z.unknown())
    .min(1, 'Give at least one address.')
    .max(LIMITS.invitedAtOnce, `At most ${LIMITS.invitedAtOnce} addresses.`)
    .pipe(z.array(input.email())),
  message: z
    .string()
    .nullish()
    .transform((value) => value?.trim() || null)
    .pipe(input.block(LIMITS.facilitatorWord).nullable()),
});

/** Shape of {@link ResendInvitationInput} and {@link RevokeInvitationInput}. */
export const byInvitationId = z.strictObject({ invitationId: input.id() });

/** Shape of {@link AcceptInvitationInput}. */
export const acceptInvitationInput = z.strictObject({ token: input.token() });

/** Shape of {@link SignUpByInvitationInput}. */
export const signUpByInvitationInput = z.strictObject({
  token: input.token(),
  name: input.line(LIMITS.personName),
  password: input.password(),
  language: z.enum(Language),
});

/** As PostgreSQL writes it: this millennium, microseconds at most. */
const at = z.iso.datetime().startsWith('2').max('2026-11-21T22:05:56.123456Z'.length);
const id = input.id();

/** Whether the parts of a cursor are a place in a list of invitations. */
export const isInvitationKey = (parts: unknown[]): parts is InvitationKey & unknown[] =>
  parts.length === 2 && at.safeParse(parts[0]).success && id.safeParse(parts[1]).success;
