import { Field, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { input } from '#platform/graphql';
import type { RosterKey } from './programme.type.js';

/** See `setRoster`. */
@InputType({ description: 'Who is on the roster of a programme from now on.' })
export class SetRosterInput {
  @Field({ description: 'Slug of the programme; some community’s rule must name it.' })
  programme!: string;

  @Field(() => [String], {
    description: `All addresses of the roster, ${LIMITS.rosterEmails} at most; one written twice counts once.`,
  })
  emails!: string[];
}

/** Shape of {@link SetRosterInput}: every address that is none is named, and then nothing is done. */
export const setRosterInput = z.strictObject({
  programme: input.slug(),
  emails: z
    .array(z.unknown())
    .max(LIMITS.rosterEmails, `At most ${LIMITS.rosterEmails} addresses.`)
    .pipe(z.array(input.email()))
    .transform((emails) => [...new Set(emails.map((email) => email.toLowerCase()))]),
});

const email = input.email();

/** Whether the parts of a cursor are a place in a roster. */
export const isRosterKey = (parts: unknown[]): parts is RosterKey & unknown[] =>
  parts.length === 1 && email.safeParse(parts[0]).success;
