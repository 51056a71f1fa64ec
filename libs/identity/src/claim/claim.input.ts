import { Field, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { input } from '#platform/graphql';

/** Shape of {@link ClaimSiteInput}. */
export const claimSiteInput = z.object({
  token: input.token(),
  name: input.line(LIMITS.personName),
  email: input.email(),
  password: input.password(),
});

/** Input of `claimSite`. */
@InputType({ description: 'The first administrator of a new site.' })
export class ClaimSiteInput {
  @Field({ description: 'What stands after `#token=` in the link that the server printed.' })
  token!: string;

  @Field({ description: 'Name that others see, 1 to 100 characters.' })
  name!: string;

  @Field({ description: 'E-mail address; it counts as verified.' })
  email!: string;

  @Field({ description: 'Password, 8 to 256 characters; for an address that has an account, that account’s password.' })
  password!: string;
}
