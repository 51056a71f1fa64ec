import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { input } from '#platform/graphql';

/** Notifications that are marked at once. */
const MOST_IDS = 100;

/** What `markNotificationsRead` and `markNotificationsUnread` are given. */
@InputType({ description: 'Notifications to mark.' })
export class MarkNotificationsReadInput {
  @Field(() => [ID], { description: `Their ids, 1 to ${MOST_IDS}; those of others are left alone.` })
  ids!: string[];
}

/** Shape of {@link MarkNotificationsReadInput}. */
export const markNotificationsReadInput = z.object({
  ids: z.array(input.id()).min(1, 'Name at least one.').max(MOST_IDS, `At most ${MOST_IDS}.`),
});

/** What `markRead` and `markUnread` are given. */
@InputType({ description: 'A place in a thread.' })
export class MarkReadInput {
  @Field(() => ID, { description: 'Id of the thread.' })
  threadId!: string;

  @Field(() => Int, { description: 'Number of a post.' })
  number!: number;
}

/** Shape of {@link MarkReadInput}. */
export const markReadInput = z.object({ threadId: input.id(), number: z.number().int().min(1, 'Must be 1 or more.') });

/** As PostgreSQL writes it: this millennium, microseconds at most. */
const MOMENT = z.iso.datetime().startsWith('2').max('2026-11-21T22:05:56.123456Z'.length);
const ID_SHAPE = z.uuid();

/** Whether a cursor of the inbox has been made here. */
export const isNotificationKey = (parts: unknown[]): parts is [string, string] =>
  parts.length === 2 && MOMENT.safeParse(parts[0]).success && ID_SHAPE.safeParse(parts[1]).success;

/** Whether what names an act of marking has been made here. */
export const isActKey = (parts: unknown[]): parts is [string] =>
  parts.length === 1 && MOMENT.safeParse(parts[0]).success;
