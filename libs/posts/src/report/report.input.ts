import { Field, ID, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { input } from '#platform/graphql';

/** What `reportPost` is given. */
@InputType({ description: 'A post that somebody who keeps order should look at.' })
export class ReportPostInput {
  @Field(() => ID, { description: 'Id of the post.' })
  postId!: string;

  @Field(() => String, { description: `What is wrong with it, at most ${LIMITS.reason} characters.` })
  reason!: string;
}

/** Shape of {@link ReportPostInput}. */
export const reportPostInput = z.object({ postId: input.id(), reason: input.block(LIMITS.reason) });

/** What `resolveReport` is given. */
@InputType({ description: 'A report whose post may stay.' })
export class ResolveReportInput {
  @Field(() => ID, { description: 'Id of the report.' })
  reportId!: string;
}

/** Shape of {@link ResolveReportInput}. */
export const resolveReportInput = z.object({ reportId: input.id() });

/** What `reopenReport` is given. */
@InputType({ description: 'A settled report that is to wait again.' })
export class ReopenReportInput {
  @Field(() => ID, { description: 'Id of the report.' })
  reportId!: string;
}

/** Shape of {@link ReopenReportInput}. */
export const reopenReportInput = z.object({ reportId: input.id() });

/** Where a report stands in the queue of its community: when it came, then id. */
export type ReportKey = readonly [createdAt: string, id: string];

/** As PostgreSQL writes it: this millennium, microseconds at most. */
const MOMENT = z.iso.datetime().startsWith('2').max('2026-11-21T22:05:56.123456Z'.length);
const ID_SHAPE = z.uuid();

/** Whether a cursor of a queue of reports has been made here. */
export const isReportKey = (parts: unknown[]): parts is [string, string] =>
  parts.length === 2 && MOMENT.safeParse(parts[0]).success && ID_SHAPE.safeParse(parts[1]).success;
