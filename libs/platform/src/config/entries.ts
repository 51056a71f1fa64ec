import { ADDRESS_ENTRIES } from './entries/address-entries.js';
import { FILE_ENTRIES } from './entries/file-entries.js';
import { MAIL_ENTRIES } from './entries/mail-entries.js';
import { PROCESS_ENTRIES } from './entries/process-entries.js';
import { STORE_ENTRIES } from './entries/store-entries.js';
import { WATCHING_ENTRIES } from './entries/watching-entries.js';

/** Every setting of Copse. docs/operating.md is generated from this list, so what is not here does not exist. */
export const ENTRIES = {
  ...ADDRESS_ENTRIES,
  ...STORE_ENTRIES,
  ...MAIL_ENTRIES,
  ...FILE_ENTRIES,
  ...PROCESS_ENTRIES,
  ...WATCHING_ENTRIES,
} as const;
