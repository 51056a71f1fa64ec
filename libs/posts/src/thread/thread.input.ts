import { Field, ID, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { input } from '#platform/graphql';
import { AttachmentInput } from '#resources';
import { postBody } from '../post/post-body.js';
import { newFiles } from '../post/post.input.js';

/** What `startThread` is given. */
@InputType({ description: 'A new thread with its first post.' })
export class StartThreadInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'Id of the thread, made by the client (UUIDv7, made just now): repeating the call returns the first result.',
  })
  id!: string | null;

  @Field(() => String, { description: 'Slug of the community.' })
  communitySlug!: string;

  @Field(() => String, { description: `Title, one line, at most ${LIMITS.threadTitle} characters.` })
  title!: string;

  @Field(() => String, {
    description: `Text of the first post as Markdown, at most ${LIMITS.postBody} characters; \`[@Name](/people/<id>)\` mentions a person, at most ${LIMITS.mentions}.`,
  })
  body!: string;

  @Field(() => [AttachmentInput], {
    nullable: true,
    description: `Files that stand with the first post, at most ${LIMITS.postAttachments}, in their order.`,
  })
  attachments!: AttachmentInput[] | null;
}

/** Shape of {@link StartThreadInput}. */
export const startThreadInput = z.object({
  id: input
    .newId()
    .nullish()
    .transform((id) => id ?? null),
  communitySlug: input.slug(),
  title: input.line(LIMITS.threadTitle),
  body: postBody(),
  attachments: newFiles,
});

/** What `lockThread` is given. */
@InputType({ description: 'A thread to lock or to unlock.' })
export class LockThreadInput {
  @Field(() => ID, { description: 'Id of the thread.' })
  threadId!: string;

  @Field(() => Boolean, { description: 'True: it takes neither replies nor edits any more. False: it does again.' })
  locked!: boolean;
}

/** Shape of {@link LockThreadInput}. */
export const lockThreadInput = z.object({ threadId: input.id(), locked: z.boolean() });

/** What `pinThread` is given. */
@InputType({ description: 'A thread to pin to the top of the list, or to unpin.' })
export class PinThreadInput {
  @Field(() => ID, { description: 'Id of the thread.' })
  threadId!: string;

  @Field(() => Boolean, { description: 'True: it stands at the top. False: it stands where its activity puts it.' })
  pinned!: boolean;
}

/** Shape of {@link PinThreadInput}. */
export const pinThreadInput = z.object({ threadId: input.id(), pinned: z.boolean() });

/** Where a thread stands in the list of its community: last activity, then id. */
export type ThreadKey = readonly [lastActivityAt: string, id: string];

/** As PostgreSQL writes it: this millennium, microseconds at most. */
const MOMENT = z.iso.datetime().startsWith('2').max('2026-11-21T22:05:56.123456Z'.length);
const ID_SHAPE = z.uuid();

/** Whether a cursor of a list of threads has been made here. */
export const isThreadKey = (parts: unknown[]): parts is [string, string] =>
  parts.length === 2 && MOMENT.safeParse(parts[0]).success && ID_SHAPE.safeParse(parts[1]).success;
