import type { UploadProblem } from './upload-problem.js';

/**
 * How far an upload is. `waiting`: for its turn or, with a problem, for the connection; it goes on by itself. `failed`:
 * can be tried again. `refused`: the file cannot be taken, nothing is kept of it.
 */
export type UploadState = 'hashing' | 'waiting' | 'sending' | 'paused' | 'ready' | 'failed' | 'refused';

/** A file on its way. A new object each time that something about it changes. */
export interface UploadItem {
  readonly key: string;
  readonly file: File;
  readonly name: string;
  readonly size: number;
  /** Share of the bytes that the server has, 0 to 1. */
  readonly progress: number;
  readonly state: UploadState;
  readonly problem: UploadProblem | null;
  /** Once `ready`: what `shareResource`, `addResourceVersion` and `attachFile` ask for. Null before. */
  readonly uploadId: string | null;
}

/** An upload that this device began and did not finish or use, while its page is not open any more. */
export interface UnfinishedUpload {
  readonly uploadId: string;
  readonly name: string;
  readonly size: number;
  /** When it was begun, in milliseconds. */
  readonly at: number;
}

/** What one page uploads to one community. The functions are the same objects for as long as the page is open. */
export interface Uploads {
  readonly items: readonly UploadItem[];
  /** Something is on its way: leaving the page would interrupt it. */
  readonly busy: boolean;
  /** Takes files and begins; answers their keys. What cannot be taken becomes an item that is `refused`. */
  readonly add: (files: Iterable<File>) => string[];
  readonly pause: (key: string) => void;
  readonly resume: (key: string) => void;
  /** Tries a `failed` one again. */
  readonly retry: (key: string) => void;
  /** Stops and takes it away, from the server too. */
  readonly remove: (key: string) => void;
  /** To be called when the upload has been used (shared, attached): the server has no upload of that id any more. */
  readonly used: (key: string) => void;
  /** What the server said when the upload was to be used (the sentence on `uploadId`): the item becomes `failed`. */
  readonly spoiled: (key: string, sentence: string) => void;
  /** Started on this device before, for this community; choosing the same file again goes on where it stopped. */
  readonly unfinished: readonly UnfinishedUpload[];
  /** Asks the server which of them it still has, and forgets the others: some were used, though the page never heard of it. */
  readonly lookAfterUnfinished: () => void;
  /** Gives one of them up. */
  readonly giveUp: (uploadId: string) => void;
}
