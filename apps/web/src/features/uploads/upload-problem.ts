import type { ProblemCode } from '../../lib/graphql/problem.js';

/** Why a file cannot be taken as it is; another try would end the same way. */
export type FileFault = 'type' | 'empty' | 'size' | 'name' | 'archive' | 'picture' | 'infected';

/** Why an upload has not gone through. `quota` and `room` are of the community's and the site's storage. */
export type UploadFault = FileFault | 'checksum' | 'quota' | 'room' | 'reading' | ProblemCode;

/** What stands in the way of an upload; `sentence` is the server's own and more exact than the fault, in English. */
export interface UploadProblem {
  fault: UploadFault;
  sentence?: string;
  /** Seconds after which trying again makes sense. */
  retryAfter?: number;
}

const FILE_FAULTS: readonly UploadFault[] = ['type', 'empty', 'size', 'name', 'archive', 'picture', 'infected'];

/** Whether the file itself is at fault. */
export const isFileFault = (fault: UploadFault): fault is FileFault => FILE_FAULTS.includes(fault);

/** Whether it goes away by itself: the upload then goes on without being asked. */
export const isPassing = (fault: UploadFault): boolean => fault === 'OFFLINE' || fault === 'UNAVAILABLE';
