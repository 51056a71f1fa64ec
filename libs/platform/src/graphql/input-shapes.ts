import { EMAIL_ADDRESS, LIMITS } from '#contracts';
import { z } from 'zod';

/** NUL, which PostgreSQL cannot store, and lone surrogates, which UTF-8 cannot say. */
// oxlint-disable-next-line no-control-regex -- the control character is what is looked for
const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
/** Line breaks and other control characters, and the marks that turn text around (bidi overrides). */
// oxlint-disable-next-line no-control-regex -- the control characters are what is looked for
const NOT_ON_A_LINE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const DAY_MS = 86_400_000;
/** Largest `Int` of GraphQL. */
const INT_MAX = 2_147_483_647;

const storable = (max: number) =>
  z
    .string()
    .max(max, `At most ${max} characters.`)
    .refine((value) => !UNSTORABLE.test(value), 'Contains a character that cannot be stored.');

/** One line of text, trimmed, not empty. */
export const line = (max: number) =>
  storable(max)
    .refine((value) => !NOT_ON_A_LINE.test(value), 'Must be one line without control characters.')
    .transform((value) => value.trim())
    .refine((value) => value.length > 0, 'Must not be empty.');

/** Several lines of text, not blank. Kept as typed, but for line ends (`\n`). */
export const block = (max: number) =>
  storable(max)
    .refine((value) => value.trim().length > 0, 'Must not be empty.')
    .transform((value) => value.replace(/\r\n?/g, '\n'));

/** An e-mail address of the usual form, as typed (compare in lower case). */
export const email = () =>
  z
    .string()
    .transform((value) => value.trim())
    .refine((value) => value.length <= LIMITS.email && EMAIL_ADDRESS.test(value), 'Must be an e-mail address.');

/** A new password. */
export const password = () =>
  storable(LIMITS.passwordMax).refine(
    (value) => [...value].length >= LIMITS.passwordMin,
    `At least ${LIMITS.passwordMin} characters.`,
  );

/** A password to be compared: any that could ever have been set. */
export const givenPassword = () => storable(LIMITS.passwordMax);

/** An id made by the server or a client, in lower case. */
export const id = () =>
  z
    .string()
    .refine((value) => UUID.test(value), 'Must be an id.')
    .transform((value) => value.toLowerCase());

/** A client-made id of a create: UUIDv7 within 24 h of the server's clock (docs/architecture.md, *Ids*). */
export const newId = () =>
  z
    .string()
    .refine(
      (value) => UUID_V7.test(value) && Math.abs(Date.now() - timeOf(value)) <= DAY_MS,
      'Must be a UUIDv7 made just now.',
    )
    .transform((value) => value.toLowerCase());

/** A community's or association's slug. */
export const slug = () =>
  z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Must be a short name such as small-museums.')
    .max(80);

/** The revision that a change began with. */
export const revision = () => z.number().int().min(1, 'Must be 1 or more.').max(INT_MAX);

/** An opaque token of ours, as it stands in a link. */
export const token = () => z.string().regex(/^[A-Za-z0-9_-]{16,200}$/, 'This is not a token.');

const timeOf = (uuid: string): number => Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
