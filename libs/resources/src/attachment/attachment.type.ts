import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { FileFacts } from '../file/file-facts.js';
import { filePath } from '../file/file-path.js';

/** A file that stands with a post, or waits to. */
@ObjectType('Attachment', { description: 'A file that stands with a post, or waits to.' })
export class AttachmentType {
  @Field(() => ID, { description: 'Stable id. Give it to `startThread`, `reply` or `editPost`.' })
  id!: string;

  @Field({ description: 'Its name, as its owner’s device had it; the ending says what it is now.' })
  fileName!: string;

  @Field({ description: 'What it is, by its content: an Internet media type.' })
  mediaType!: string;

  @Field(() => Int, { description: 'Its size in bytes.' })
  size!: number;

  @Field({ description: 'Path from which it is fetched, by whoever may read the post.' })
  url!: string;

  @Field({ description: 'What it shows, in words for those who cannot see it; empty when nobody wrote them.' })
  alt!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Width of a picture in pixels; null for everything else. Markdown shows a picture by `![alt](url#WIDTHxHEIGHT)`.',
  })
  width!: number | null;

  @Field(() => Int, { nullable: true, description: 'Height of a picture in pixels; null for everything else.' })
  height!: number | null;
}

/** What is said of a file wherever it stands: none of it ever changes. */
export type AttachedFile = Pick<FileFacts, 'id' | 'name' | 'mediaType' | 'size' | 'width' | 'height'>;

/** The view of a file with the words that stand for it. */
export const toAttachment = ({ id, name, mediaType, size, width, height }: AttachedFile, alt = ''): AttachmentType => ({
  id,
  fileName: name,
  mediaType,
  size,
  url: filePath(id, name),
  alt,
  width,
  height,
});
