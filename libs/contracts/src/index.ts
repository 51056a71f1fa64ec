export { COUNTRY_CODES } from './country-codes.js';
export { EMAIL_ADDRESS } from './email-address.js';
export { ERROR_CODES, type ErrorCode } from './error-code.js';
export { showsFile } from './file-in-post.js';
export { extensionOf, FILE_TYPES, type FileKind, type FileType } from './file-types.js';
export { LIMITS } from './limits.js';
export { PAGES, type PagePath } from './pages.js';
export type * from './socket.js';
export { withNoBreakSpaces, withOrdinal } from './typography.js';
