import { z } from 'zod';
import { input } from '#platform/graphql';
import { FORM_LIMITS, questionKey, refuseTwice } from '../application-form/form-question.input.js';
import { communitySlug, COMMUNITY_LIMITS } from '../community/community.input.js';
import { problemOfRules } from '../community/community-rules.js';

/** Longest texts of the format, characters (docs/directory-format.md). */
const { name: NAME, summary: SUMMARY, words: WORDS } = COMMUNITY_LIMITS;
const { text: TEXT, questions: QUESTIONS, optionsMin: OPTIONS_MIN, optionsMax: OPTIONS_MAX } = FORM_LIMITS;

const word = <const Words extends readonly [string, ...string[]]>(...words: Words) =>
  z.enum(words, { error: `must be one of ${words.join(', ')}` });

/** A text in English, in French or in both; the missing one repeats the other. */
const bilingual = (max: number) =>
  z
    .strictObject({ en: input.line(max).optional(), fr: input.line(max).optional() })
    .transform(({ en, fr }, context) => {
      const any = en ?? fr;
      if (any !== undefined) return { EN: en ?? any, FR: fr ?? any };
      context.addIssue({ code: 'custom', message: 'needs a text in en, fr or both' });
      return z.NEVER;
    });

/** `member-institution` in the file is MEMBER_INSTITUTION everywhere else. */
const capitals = <Text extends string>(text: Text) => text.toUpperCase().replaceAll('-', '_') as Capitals<Text>;
type Capitals<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Uppercase<Head>}_${Capitals<Tail>}`
  : Uppercase<Text>;

const association = z.strictObject({
  slug: input.slug(),
  name: bilingual(NAME),
  languages: z.array(word('en', 'fr').transform(capitals)).min(1, 'needs one language at least').max(2),
});

const question = z
  .strictObject({
    key: questionKey(),
    type: word('shortText', 'longText', 'choice', 'attestation'),
    required: z.boolean(),
    private: z.boolean(),
    label: bilingual(TEXT),
    options: z.array(input.line(TEXT)).min(OPTIONS_MIN).max(OPTIONS_MAX).optional(),
  })
  .refine(({ type, options }) => (type === 'choice') === (options !== undefined), {
    path: ['options'],
    error: 'belongs to questions of type choice, and to each of them',
  })
  .superRefine(({ options = [] }, context) =>
    refuseTwice(options, context, (index) => ['options', index], 'stands there twice'),
  );

const applicationForm = z
  .array(question)
  .max(QUESTIONS)
  .superRefine((questions, context) =>
    refuseTwice(
      questions.map(({ key }) => key),
      context,
      (index) => [index, 'key'],
      'stands there twice',
    ),
  );

const meetings = z.strictObject({
  pattern: input.line(TEXT),
  recurrence: z
    .string()
    .regex(/^FREQ=[A-Z0-9=;,:+-]{1,200}$/, 'must be a recurrence rule of RFC 5545')
    .optional(),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 14:00')
    .optional(),
  timeZone: z
    .string()
    .refine((name) => Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC', 'must be an IANA time zone')
    .optional(),
});

const community = z.strictObject({
  slug: communitySlug(),
  association: input.slug(),
  name: bilingual(NAME),
  summary: bilingual(SUMMARY),
  visibility: word('public', 'private').transform(capitals),
  joinPolicy: word('open', 'application', 'closed').transform(capitals),
  eligibility: word(
    'anyone',
    'museum-staff',
    'member-institution',
    'member-or-collaborator',
    'self-identified',
  ).transform(capitals),
  status: word('organizing', 'operational', 'archived').transform(capitals),
  tags: z.array(input.slug()).max(WORDS).default([]),
  enrolledProgrammes: z.array(input.slug()).max(WORDS).default([]),
  applicationForm: applicationForm.optional(),
  meetings: meetings.optional(),
  facilitatorNote: input.line(SUMMARY).optional(),
});

/** The format of a directory file, as docs/directory-format.md describes it. */
export const directoryFile = z
  .strictObject({
    associations: z.array(association).min(1, 'needs one at least').max(100),
    communities: z.array(community).max(1_000),
    /** Explains the words to human readers. */
    vocabulary: z.unknown().optional(),
  })
  .superRefine(({ associations, communities }, context) => {
    for (const [list, entries] of Object.entries({ associations, communities })) {
      const seen = new Set<string>();
      entries.forEach(({ slug }, index) => {
        if (seen.has(slug))
          context.addIssue({ code: 'custom', path: [list, index, 'slug'], message: 'stands there twice' });
        seen.add(slug);
      });
    }
    const known = new Set(associations.map(({ slug }) => slug));
    communities.forEach((entry, index) => {
      const problem = problemOfRules(entry);
      if (problem)
        context.addIssue({ code: 'custom', path: ['communities', index, problem.field], message: problem.message });
      if (known.has(entry.association)) return;
      context.addIssue({
        code: 'custom',
        path: ['communities', index, 'association'],
        message: 'names no association of this file',
      });
    });
  });

/** A directory file that was checked. */
export type DirectoryFile = z.output<typeof directoryFile>;

const SHOWN = 3;

/** Says in words what is wrong with a file: which community or association, which field. */
export function problemsOf(error: z.ZodError, raw: unknown): string {
  const seen = new Set<string>();
  const problems = error.issues.flatMap((issue) => {
    // The first of several complaints about one field is enough.
    if (seen.size === seen.add(issue.path.join('.')).size) return [];
    const [list, index, ...field] = issue.path;
    return `${[entryOf(raw, list, index), ...(field.length > 0 ? [`field ${field.join('.')}`] : [])].filter(Boolean).join(', ')}: ${wordsOf(issue)}`;
  });
  const more = problems.length - SHOWN;
  return problems.slice(0, SHOWN).join('; ') + (more > 0 ? `; and ${more} more` : '');
}

function entryOf(raw: unknown, list: PropertyKey | undefined, index: PropertyKey | undefined): string {
  if (list === undefined) return 'the file';
  if (typeof index !== 'number') return String(list);
  const entries = (raw as Record<PropertyKey, unknown>)[list] as readonly unknown[];
  const slug = (entries[index] as { slug?: unknown } | null | undefined)?.slug;
  const noun = list === 'communities' ? 'community' : 'association';
  return typeof slug === 'string' && slug !== ''
    ? `${noun} ${JSON.stringify(slug.slice(0, 80))}`
    : `${noun} number ${index + 1}`;
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `${issue.keys.map((key) => JSON.stringify(key)).join(', ')} is not part of the format`;
  if (issue.code === 'invalid_type')
    return issue.message.endsWith('undefined') ? 'is missing' : `must be ${issue.expected}`;
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1).replace(/\.$/, '');
}
