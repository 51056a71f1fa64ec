import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PersonType } from '#identity';
import { DateTime } from '#platform/graphql';
import type { FileFacts, PreviewPicture } from '../file/file-facts.js';
import { filePath, previewPath } from '../file/file-path.js';
import type { VersionRow } from '../resource/resource-row.js';

/** Whether there are pictures of a file. */
export const PreviewState = { NONE: 'NONE', WAITING: 'WAITING', READY: 'READY', FAILED: 'FAILED' } as const;
/** One of {@link PreviewState}. */
export type PreviewState = keyof typeof PreviewState;

registerEnumType(PreviewState, {
  name: 'PreviewState',
  description: 'Whether there are pictures of a file.',
  valuesMap: {
    NONE: { description: 'None are made of files of this type.' },
    WAITING: { description: 'They are being made.' },
    READY: { description: 'They are there.' },
    FAILED: { description: 'None could be made of this one.' },
  },
});

/** A picture of a file. */
@ObjectType('Picture', { description: 'A picture that Copse made of a file (WebP).' })
export class PictureType {
  @Field({ description: 'Path under which it is fetched.' })
  url!: string;

  @Field(() => Int, { description: 'Pixels.' })
  width!: number;

  @Field(() => Int, { description: 'Pixels.' })
  height!: number;
}

/** What there is to look at of a file. */
@ObjectType('FilePreview', { description: 'What there is to look at of a file before it is opened.' })
export class FilePreviewType {
  @Field(() => PreviewState, { description: 'Whether there are pictures of it.' })
  state!: PreviewState;

  @Field(() => PictureType, { nullable: true, description: 'At most 320 pixels wide and high; null: none.' })
  small!: PictureType | null;

  @Field(() => PictureType, { nullable: true, description: 'At most 1,600 pixels wide and high; null: none.' })
  large!: PictureType | null;

  @Field(() => Int, { nullable: true, description: 'How many pages a PDF has; null for everything else.' })
  pages!: number | null;
}

/** A version of a resource. */
@ObjectType('ResourceVersion', { description: 'One version of a resource: a file as it was sent.' })
export class ResourceVersionType {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  @Field(() => Int, { description: 'Its place among the versions; 1 was the first.' })
  number!: number;

  @Field(() => String, { nullable: true, description: 'What changed, in the words of whoever added it.' })
  note!: string | null;

  @Field({ description: 'Name of the file.' })
  fileName!: string;

  @Field({ description: 'What the file was found to be.' })
  mediaType!: string;

  @Field(() => Int, { description: 'Bytes.' })
  size!: number;

  @Field({ description: 'SHA-256 of its bytes, in hex.' })
  sha256!: string;

  @Field({ description: 'Path under which it is fetched.' })
  url!: string;

  @Field(() => DateTime, { description: 'When it was added.' })
  createdAt!: string;

  @Field(() => PersonType, { description: 'Who added it.' })
  author!: PersonType;

  @Field(() => Int, { nullable: true, description: 'Number of the version whose content it took up again, if it did.' })
  restoredFrom!: number | null;

  @Field(() => FilePreviewType, { description: 'What there is to look at before it is opened.' })
  preview!: FilePreviewType;
}

/** A version of a resource that the viewer was allowed to read. */
export function toVersion(row: VersionRow, file: FileFacts, author: PersonType): ResourceVersionType {
  const { state, pages, small, large } = file.preview;
  const picture = (of: PreviewPicture | null, size: 'small' | 'large'): PictureType | null =>
    of && { url: previewPath(row.id, size), width: of.width, height: of.height };
  return {
    id: row.id,
    number: row.number,
    note: row.note,
    fileName: file.name,
    mediaType: file.mediaType,
    size: file.size,
    sha256: file.sha256,
    url: filePath(row.id, file.name),
    createdAt: row.createdAt,
    author,
    restoredFrom: row.restoredFrom,
    preview: { state, pages, small: picture(small, 'small'), large: picture(large, 'large') },
  };
}
