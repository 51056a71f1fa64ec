import { z } from 'zod';
import { parseS3Address, type S3Address } from '../s3-address.js';
import { entry, wholeNumber } from './entry.js';

const isScannerAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, port, pathname } = new URL(text);
  return protocol === 'tcp:'
    ? hostname !== '' && port !== ''
    : protocol === 'unix:' && hostname === '' && pathname !== '/';
};

/** Where shared files lie, how much of them there may be, and who looks at them. */
export const FILE_ENTRIES = {
  s3Url: entry({
    name: 'S3_URL',
    type: 'an address of the form https://key:secret@host/bucket or https://key:secret@host:port/bucket?region=name, key and secret percent-encoded',
    unit: null,
    default: 'none: files are kept under `<COPSE_DATA>/files`',
    effect:
      'An S3-compatible store for what members share (see *Files*). The bucket must exist and be private. Without `region` it is `us-east-1`.',
    secret: true,
    schema: z
      .string()
      .optional()
      .transform((text): S3Address | null | undefined => (text === undefined ? null : parseS3Address(text)))
      .pipe(z.custom<S3Address | null>((address) => address !== undefined)),
  }),
  uploadMaxMib: entry({
    name: 'UPLOAD_MAX_MIB',
    type: 'a whole number from 1 to 2000',
    unit: 'MiB',
    default: '100',
    effect: 'The largest file that may be shared or attached. Larger ones are refused before a byte is sent.',
    schema: wholeNumber(1, 2000, 100),
  }),
  communityQuotaMib: entry({
    name: 'COMMUNITY_QUOTA_MIB',
    type: 'a whole number from 1 to 10000000',
    unit: 'MiB',
    default: '2048',
    effect: 'What the files of one community may take together, each counted in full, uploads under way included.',
    schema: wholeNumber(1, 10_000_000, 2048),
  }),
  scannerUrl: entry({
    name: 'SCANNER_URL',
    type: 'an address of the form tcp://host:port or unix:///path',
    unit: null,
    default: 'none: files are not scanned',
    effect:
      'A ClamAV daemon (clamd). Each upload is scanned before it can be shared; while the daemon does not answer, uploads wait.',
    schema: z
      .string()
      .refine(isScannerAddress)
      .optional()
      .transform((text) => text ?? null),
  }),
} as const;
