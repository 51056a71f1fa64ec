import type { KeptUpload, SoughtFile } from './kept-uploads.js';
import type { UploadProblem } from './upload-problem.js';
import type { UnfinishedUpload } from './uploads.js';

/** One try to send a file: anew, or what is missing of an upload that was begun. */
export interface UploadTry {
  readonly file: File;
  readonly sha256: string | null;
  readonly uploadId: string | null;
  /** Called with the id as soon as the server has accepted the upload. */
  readonly onBegun: (uploadId: string) => void;
  /** Called with the number of bytes that are there. */
  readonly onProgress: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** What the queue needs of the world. */
export interface UploadWorld {
  /** Why the file is not even tried, or null. */
  readonly check: (file: File) => UploadProblem | null;
  /** SHA-256 in hex, or null where the device cannot compute it. Fails when the file cannot be read. */
  readonly hash: (file: File, signal: AbortSignal) => Promise<string | null>;
  /** Null: all of it has arrived and can be used. Never fails; what it answers after the signal counts for nothing. */
  readonly send: (upload: UploadTry) => Promise<UploadProblem | null>;
  /** Whether the server surely has no such upload of this account any more. */
  readonly isGone: (uploadId: string) => Promise<boolean>;
  /** Asks the server to drop an upload, as well as it can be asked. */
  readonly terminate: (uploadId: string) => void;
  readonly kept: {
    keep: (upload: KeptUpload) => void;
    drop: (uploadId: string) => void;
    find: (file: SoughtFile, taken: ReadonlySet<string>) => KeptUpload | null;
    all: () => readonly UnfinishedUpload[];
  };
  readonly online: () => boolean;
  /** Calls `run` after a while; answers the function that calls it off. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
  readonly makeKey: () => string;
  readonly now: () => number;
}
