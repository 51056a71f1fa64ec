import { Field, ID, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { input } from '#platform/graphql';

/** What `attachFile` is given. */
@InputType({ description: 'An upload that is to stand with a post.' })
export class AttachFileInput {
  @Field(() => ID, { description: 'Id of the upload: the last part of its address.' })
  uploadId!: string;
}

/** Shape of {@link AttachFileInput}. */
export const attachFileInput = z.object({ uploadId: input.id() });

/** What `discardAttachment` is given. */
@InputType({ description: 'A file that waits for a post which is not to come.' })
export class DiscardAttachmentInput {
  @Field(() => ID, { description: 'Id of the attachment.' })
  attachmentId!: string;
}

/** Shape of {@link DiscardAttachmentInput}. */
export const discardAttachmentInput = z.object({ attachmentId: input.id() });

/** One of the files of a post. */
@InputType({ description: 'A file that stands with a post.' })
export class AttachmentInput {
  @Field(() => ID, { description: 'Id of the attachment, as `attachFile` gave it.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: `What it shows, for those who cannot see it: one line, at most ${LIMITS.attachmentAlt} characters.`,
  })
  alt!: string | null;
}

/** Words that may be left out: left out, null and blank are the same. */
const alt = z
  .string()
  .nullish()
  .transform((text) => text?.trim() ?? '')
  .pipe(z.union([z.literal(''), input.line(LIMITS.attachmentAlt)]));

/** Shape of a list of {@link AttachmentInput}: each file once. */
export const attachmentsInput = z
  .array(z.object({ id: input.id(), alt }))
  .max(LIMITS.postAttachments, `At most ${LIMITS.postAttachments} files stand with one post.`)
  .superRefine((files, { addIssue }) => {
    files.forEach(({ id }, index) => {
      if (files.findIndex((file) => file.id === id) < index)
        addIssue({ code: 'custom', path: [index, 'id'], message: 'This file is in the list twice.' });
    });
  });
