export { extensionOf, FILE_TYPES, type FileKind, type FileType } from '#contracts';
export { cleanFileName } from './clean-file-name.js';
export { inspectFile, type Inspection } from './inspect-file.js';
export { refusalOfEnding } from './refusals.js';
