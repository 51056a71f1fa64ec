import { Field, ID, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { input } from '#platform/graphql';
import { MemberRole } from './role.type.js';

/** See `setRole`. */
@InputType({ description: 'Who is to be what where.' })
export class SetRoleInput {
  @Field({ description: 'Slug of the community.' })
  slug!: string;

  @Field(() => ID, { description: 'Account id of a member.' })
  accountId!: string;

  @Field(() => MemberRole, { description: 'What the member is to be.' })
  role!: MemberRole;
}

/** Shape of {@link SetRoleInput}. */
export const setRoleInput = z.strictObject({ slug: input.slug(), accountId: input.id(), role: z.enum(MemberRole) });

/** See `appointFacilitator`. */
@InputType({ description: 'Whom to appoint where.' })
export class AppointFacilitatorInput {
  @Field({ description: 'Slug of the community.' })
  slug!: string;

  @Field(() => ID, { description: 'Id of an account whose e-mail address is confirmed.' })
  accountId!: string;
}

/** Shape of {@link AppointFacilitatorInput}. */
export const appointFacilitatorInput = z.strictObject({ slug: input.slug(), accountId: input.id() });
