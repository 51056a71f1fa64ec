/** What a file is part of: a version of a resource (its id is the version's), or a post. */
export type FileUse = 'VERSION' | 'ATTACHMENT';

/** Held for its owner until it is used, shown to whoever may read its community, or withheld with what it is part of. */
export type FileState = 'HELD' | 'SHOWN' | 'WITHHELD';

/** Whether there are pictures of a file: of this kind there are none, they are being made, are there, could not be made. */
export type PreviewState = 'NONE' | 'WAITING' | 'READY' | 'FAILED';

/** At most 320, and at most 1,600 pixels wide or high. */
export type PreviewSize = 'small' | 'large';

/** A picture of a file. */
export interface PreviewPicture {
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  /** Key of its bytes in the storage; leaves the server nowhere. */
  readonly objectKey: string;
}

/** What there is to look at. */
export interface PreviewFacts {
  readonly state: PreviewState;
  /** Of a PDF; null for everything else. */
  readonly pages: number | null;
  readonly small: PreviewPicture | null;
  readonly large: PreviewPicture | null;
}

/** A file with the content that it refers to. */
export interface FileFacts {
  readonly id: string;
  readonly communityId: string;
  readonly ownerId: string;
  readonly use: FileUse;
  readonly state: FileState;
  readonly name: string;
  readonly mediaType: string;
  /** Of the content, bytes. */
  readonly size: number;
  /** Of the content, in hex. */
  readonly sha256: string;
  /** What it counts in its community's account, bytes. */
  readonly charged: number;
  /** The content; also the key of its bytes. Leaves the server nowhere: two files of one content share it. */
  readonly storedFileId: string;
  /** Of a picture that we made ourselves; null for everything else. */
  readonly width: number | null;
  readonly height: number | null;
  readonly preview: PreviewFacts;
}

/** A file that is about to be kept; `storedFileId` is what `StoredFileService.take` or `takeAgain` answered. */
export interface NewFile {
  readonly id: string;
  readonly communityId: string;
  readonly ownerId: string;
  readonly use: FileUse;
  readonly state: FileState;
  readonly name: string;
  readonly storedFileId: string;
  readonly mediaType: string;
  /** What was added to the community's account for it, bytes; given back when the file is released. */
  readonly charged: number;
  /** Of a picture that we made ourselves: it alone is shown by browsers in its place. */
  readonly width?: number;
  readonly height?: number;
}
