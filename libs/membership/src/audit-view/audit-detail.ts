import { z } from 'zod';
import type { AuditRow } from '#identity';

/** What the fields of a community are called by whoever changes them. */
const FIELDS: Readonly<Record<string, string>> = {
  names: 'name',
  summaries: 'summary',
  tags: 'tags',
  visibility: 'visibility',
  joinPolicy: 'joinPolicy',
  eligibility: 'eligibility',
  status: 'status',
  form: 'applicationForm',
  enrolledProgrammes: 'enrolledProgrammes',
};

const slug = z.string();
const name = z.string();
const count = z.int();
const fields = z
  .object({ fields: z.array(z.enum(Object.keys(FIELDS))).min(1) })
  .transform((details) => details.fields.map((field) => FIELDS[field]).join(', '));
const institution = z.object({ institution: name }).transform((details) => details.institution);

/** What of an entry's details is told, by action; of every other action, and of what has another shape, nothing. */
const TOLD = new Map<string, z.ZodType<string>>([
  ['community-created', z.object({ slug }).transform((details) => details.slug)],
  ['community-renamed', z.object({ from: slug, to: slug }).transform(({ from, to }) => `${from} → ${to}`)],
  ['community-edited', fields],
  ['community-rules-changed', fields],
  [
    'roster-set',
    z
      .object({ programme: slug, added: count, dropped: count })
      .transform(({ programme, added, dropped }) => `${programme} (+${added}, −${dropped})`),
  ],
  ['roster-applied', z.object({ programme: slug }).transform(({ programme }) => programme)],
  ['institution-added', institution],
  ['institution-edited', institution],
  [
    'account-affiliated',
    z
      .object({ institution: name, from: z.iso.date(), until: z.iso.date().nullable() })
      .transform((details) => `${details.institution}, ${details.from} – ${details.until ?? ''}`.trimEnd()),
  ],
  ['affiliation-ended', institution],
  // The whole moment: which day it ends depends on where it is read.
  ['account-suspended', z.object({ until: z.iso.datetime() }).transform(({ until }) => until)],
]);

/**
 * What an entry is about besides people, in words that need no language: addresses of communities, programmes,
 * institutions, days, moments, names of fields. Null: nothing that this list lets through.
 */
export function detailOf({ action, details }: Pick<AuditRow, 'action' | 'details'>): string | null {
  const told = TOLD.get(action)?.safeParse(details);
  return told?.success ? told.data : null;
}
