import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { input, type Window } from '#platform/graphql';
import { AttachmentInput, attachmentsInput } from '#resources';
import { postBody } from './post-body.js';

const INT_MAX = 2_147_483_647;

/** What `reply` is given. */
@InputType({ description: 'A reply to a thread.' })
export class ReplyInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'Id of the post, made by the client (UUIDv7, made just now): repeating the call returns the first result.',
  })
  id!: string | null;

  @Field(() => ID, { description: 'Id of the thread.' })
  threadId!: string;

  @Field(() => String, {
    description: `Text as Markdown, at most ${LIMITS.postBody} characters; \`[@Name](/people/<id>)\` mentions a person, at most ${LIMITS.mentions}.`,
  })
  body!: string;

  @Field(() => ID, { nullable: true, description: 'Id of the post of the same thread that this one answers.' })
  inReplyTo!: string | null;

  @Field(() => [AttachmentInput], {
    nullable: true,
    description: `Files that stand with it, at most ${LIMITS.postAttachments}, in their order.`,
  })
  attachments!: AttachmentInput[] | null;
}

/** Files of a new post. Nothing where there are none: the input of a call without files stays what it was. */
export const newFiles = attachmentsInput.nullish().transform((files) => (files?.length ? files : undefined));

/** Shape of {@link ReplyInput}. */
export const replyInput = z.object({
  id: input
    .newId()
    .nullish()
    .transform((id) => id ?? null),
  threadId: input.id(),
  body: postBody(),
  inReplyTo: input
    .id()
    .nullish()
    .transform((id) => id ?? null),
  attachments: newFiles,
});

/** What `editPost` is given. */
@InputType({ description: 'A new text for a post.' })
export class EditPostInput {
  @Field(() => ID, { description: 'Id of the post.' })
  postId!: string;

  @Field(() => String, {
    description: `Text as Markdown, at most ${LIMITS.postBody} characters; \`[@Name](/people/<id>)\` mentions a person, at most ${LIMITS.mentions}.`,
  })
  body!: string;

  @Field(() => Int, { description: 'The revision that was edited; CONFLICT when there is a newer one.' })
  expectedRevision!: number;

  @Field(() => [AttachmentInput], {
    nullable: true,
    description: `All files that stand with it from now on, at most ${LIMITS.postAttachments}, in their order. Those that it had besides are gone for good. Left out: it keeps what it has.`,
  })
  attachments!: AttachmentInput[] | null;
}

/** Shape of {@link EditPostInput}. */
export const editPostInput = z.object({
  postId: input.id(),
  body: postBody(),
  expectedRevision: input.revision(),
  attachments: attachmentsInput.nullish().transform((files) => files ?? undefined),
});

/** What `deletePost` is given. */
@InputType({ description: 'The post to take back.' })
export class DeletePostInput {
  @Field(() => ID, { description: 'Id of the post.' })
  postId!: string;
}

/** Shape of {@link DeletePostInput}. */
export const deletePostInput = z.object({ postId: input.id() });

/** What `removePost` is given. */
@InputType({ description: 'A post to take out of its discussion.' })
export class RemovePostInput {
  @Field(() => ID, { description: 'Id of the post.' })
  postId!: string;

  @Field(() => String, {
    description: `Why, at most ${LIMITS.reason} characters; everybody who can read the discussion reads it.`,
  })
  reason!: string;
}

/** Shape of {@link RemovePostInput}. */
export const removePostInput = z.object({ postId: input.id(), reason: input.block(LIMITS.reason) });

/** What `restorePost` is given. */
@InputType({ description: 'A removed post to put back.' })
export class RestorePostInput {
  @Field(() => ID, { description: 'Id of the post.' })
  postId!: string;
}

/** Shape of {@link RestorePostInput}. */
export const restorePostInput = z.object({ postId: input.id() });

/** Arguments of `Thread.posts`. */
@ArgsType()
export class PostWindowArgs {
  @Field(() => Int, { nullable: true, description: 'How many, 1 to 50; 20 by default.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only posts after this cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many, 1 to 50, from the end or before `before`.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only posts before this cursor.' })
  before?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The window of `first` posts with this number as near the middle as possible; excludes `after` and `before`.',
  })
  around?: number | null;
}

/** Where a post stands: its number, which is also its cursor, so that any page of 20,000 posts costs the same. */
export type PostKey = readonly [number: number];

/** Whether a cursor of a list of posts, or of their revisions, can have been made here: there is a number after it. */
export const isPostKey = (parts: unknown[]): parts is [number] =>
  parts.length === 1 && Number.isInteger(parts[0]) && Number(parts[0]) >= 1 && Number(parts[0]) < INT_MAX;

/** Posts by number, both ends included; empty when `from` is above `to`. */
export interface PostRange {
  readonly threadId: string;
  readonly from: number;
  readonly to: number;
}

/** The numbers of a window: since they run without a gap, no question need be asked of the database. */
export function rangeOf(threadId: string, window: Window<PostKey>, lastNumber: number): PostRange {
  const { size } = window;
  if (window.kind === 'forward') {
    const from = (window.after?.[0] ?? 0) + 1;
    return { threadId, from, to: Math.min(lastNumber, from + size - 1) };
  }
  if (window.kind === 'backward') {
    const to = Math.min(lastNumber, (window.before?.[0] ?? lastNumber + 1) - 1);
    return { threadId, from: Math.max(1, to - size + 1), to };
  }
  const from = Math.max(1, Math.min(window.number - Math.floor(size / 2), lastNumber - size + 1));
  return { threadId, from, to: Math.min(lastNumber, from + size - 1) };
}
