import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

/** The same place from `src` and from `dist`, whose build copies what is no program. */
const FOLDER = fileURLToPath(new URL('../../demo/', import.meta.url));

const MINUTES = { m: 1, h: 60, d: 1_440 } as const;

/** `12m`, `3h`, `40d`: a length of time, in minutes. */
const span = z
  .string()
  .regex(/^\d+[mhd]$/)
  .transform((text) => Number(text.slice(0, -1)) * MINUTES[text.slice(-1) as keyof typeof MINUTES]);
const days = z.int().min(1).max(730);
const key = z.string().regex(/^[a-z-]+$/);
const language = z.enum(['en', 'fr']).transform((text): 'EN' | 'FR' => (text === 'fr' ? 'FR' : 'EN'));
const words = z.string().trim().min(1);

const institution = z.strictObject({
  key,
  name: words,
  city: words,
  country: z.string().regex(/^[A-Z]{2}$/),
  province: words.optional(),
  zone: words,
  kind: words,
  domain: z.string().endsWith('.example'),
});

const person = z.strictObject({
  key,
  name: words,
  at: key,
  role: words,
  language,
  signIn: z.enum(['member', 'facilitator', 'administrator']).optional(),
  in: z.array(key).default([]),
  facilitates: z.array(key).default([]),
});

const quoting = { quotes: key.optional(), quote: words.optional() };
const thread = z.strictObject({
  title: words.max(200),
  by: key,
  days,
  lang: language,
  pinned: z.boolean().default(false),
  locked: z.boolean().default(false),
  body: words,
  replies: z.array(z.strictObject({ by: key, after: span, body: words, ...quoting })).default([]),
});

const cell = z.union([z.string(), z.number()]);
const resource = z.strictObject({
  community: key,
  by: key,
  days,
  title: words,
  format: z.enum(['pdf', 'docx', 'pptx', 'xlsx', 'csv', 'png', 'mp3', 'link']),
  language,
  tags: z.array(words),
  licence: words,
  kind: words,
  authors: z.array(words).default([]),
  description: words,
  versions: z.array(words).default([]),
  sections: z.array(z.strictObject({ heading: words, text: words })).default([]),
  slides: z.array(z.strictObject({ title: words, bullets: z.array(words) })).default([]),
  columns: z.array(words).default([]),
  rows: z.array(z.array(cell)).default([]),
  poster: z.strictObject({ title: words, lines: z.array(words) }).optional(),
  tones: z.strictObject({ minutes: z.number().max(1), about: words }).optional(),
  url: z.url().optional(),
});

const place = { community: key, thread: words };
const moments = z.strictObject({
  replies: z.array(z.strictObject({ ...place, by: key, ago: span, body: words, ...quoting })),
  applications: z.array(z.strictObject({ community: key, by: key, ago: span, answers: z.record(z.string(), words) })),
  reports: z.array(z.strictObject({ ...place, post: key, by: key, ago: span, reason: words })),
  follows: z.array(z.strictObject({ by: key, community: key })),
});

/** Somebody of the demonstration. */
export type PersonWords = z.output<typeof person>;
/** What somebody shares, as the words have it; its file is made from them. */
export type ResourceWords = z.output<typeof resource>;
/** What the demonstration is made of, as it stands in the files of `apps/standalone/demo`. */
export interface DemoWords {
  readonly institutions: readonly z.output<typeof institution>[];
  readonly people: readonly PersonWords[];
  /** Discussions by the slug of their community, in the order of the slugs. */
  readonly threads: ReadonlyMap<string, readonly z.output<typeof thread>[]>;
  readonly resources: readonly ResourceWords[];
  readonly moments: z.output<typeof moments>;
}

/** Reads all words of the demonstration. Throws what is wrong with them: they are ours, so it is a bug. */
export function readWords(folder = FOLDER): DemoWords {
  const { institutions, people } = z
    .strictObject({ institutions: z.array(institution), people: z.array(person) })
    .parse(read(folder, 'people.yaml'));
  const files = readdirSync(join(folder, 'threads'))
    .filter((name) => name.endsWith('.yaml'))
    .toSorted();
  return {
    institutions,
    people,
    threads: new Map(
      files.map((name) => [
        basename(name, '.yaml'),
        z.strictObject({ threads: z.array(thread) }).parse(read(folder, 'threads', name)).threads,
      ]),
    ),
    resources: z.strictObject({ resources: z.array(resource) }).parse(read(folder, 'resources.yaml')).resources,
    moments: moments.parse(read(folder, 'moments.yaml')),
  };
}

const read = (...path: string[]): unknown => parse(readFileSync(join(...path), 'utf8'));
