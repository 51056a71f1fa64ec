import { z } from 'zod';
import { BadInput } from '#platform/errors';
import { cleanFileName, extensionOf, refusalOfEnding } from '#platform/file-types';
import { input, parseInput } from '#platform/graphql';

/** What a sender says of a file before it comes. */
export interface UploadAnnouncement {
  readonly communitySlug: string;
  /** Cleaned; its ending is one that may be stored. */
  readonly fileName: string;
  readonly declaredType: string;
  /** Hex in lower case. */
  readonly declaredSha256: string | null;
  readonly size: number;
}

/** Longer names than any file system has are no names. */
const NAME_MAX = 1_000;
const TYPE_MAX = 200;

const MISSING = 'Must be given.';
const metadata = z.object({
  filename: z
    .string({ error: MISSING })
    .max(NAME_MAX, `At most ${NAME_MAX} characters.`)
    .transform((raw, context) => {
      const name = cleanFileName(raw);
      if (name !== null) return name;
      context.addIssue({ code: 'custom', message: 'Must be the name of a file.' });
      return z.NEVER;
    }),
  filetype: z
    .string()
    .max(TYPE_MAX, `At most ${TYPE_MAX} characters.`)
    .regex(/^[\x20-\x7e]*$/, 'Must be a media type such as application/pdf.')
    .nullish()
    .transform((type) => type ?? ''),
  community: z.string({ error: MISSING }).pipe(input.slug()),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'Must be a SHA-256 in hex: 64 characters.')
    .nullish()
    .transform((sum) => sum?.toLowerCase() ?? null),
});

/**
 * Checks the metadata of a tus upload (docs/uploads.md). Keys that are not ours are left out.
 * @throws BadInput naming each key that is wrong
 */
export function readAnnouncement(given: Readonly<Record<string, string | null>>, size: number): UploadAnnouncement {
  const { filename, filetype, community, sha256 } = parseInput(metadata, given, 'Upload-Metadata');
  const refused = refusalOfEnding(extensionOf(filename));
  if (refused !== null) throw new BadInput({ filename: refused.sentence });
  return { communitySlug: community, fileName: filename, declaredType: filetype, declaredSha256: sha256, size };
}
