import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { directoryFile, problemsOf } from './directory.input.js';

const valid = () => ({
  associations: [{ slug: 'astc', name: { en: 'ASTC' }, languages: ['en'] }],
  communities: [
    {
      slug: 'steam',
      association: 'astc',
      name: { en: 'STEAM', fr: 'STIAM' },
      summary: { en: 'Art and science.', fr: 'Art et science.' },
      visibility: 'public',
      joinPolicy: 'open',
      eligibility: 'museum-staff',
      status: 'operational',
    },
  ],
});

const problemOf = (raw: unknown): string => {
  const checked = directoryFile.safeParse(raw);
  return checked.error ? problemsOf(checked.error, raw) : 'none';
};

const withCommunity = (change: object): object => {
  const file = valid();
  return { ...file, communities: [{ ...file.communities[0], ...change }] };
};

describe('the format of a directory file', () => {
  it('accepts what it must, in the words of the rest of the product', () => {
    const { communities, associations } = directoryFile.parse(valid());
    expect(associations[0]).toMatchObject({ name: { EN: 'ASTC', FR: 'ASTC' }, languages: ['EN'] });
    expect(communities[0]).toMatchObject({ eligibility: 'MUSEUM_STAFF', status: 'OPERATIONAL', tags: [] });
  });

  it('accepts the bundled directory', async () => {
    const text = await readFile(new URL('../../directory/bundled.json', import.meta.url), 'utf8');
    const { associations, communities } = directoryFile.parse(JSON.parse(text));
    expect([associations.length, communities.length]).toEqual([2, 30]);
  });

  it.each<[unknown, string]>([
    [
      withCommunity({ joinPolicy: 'free' }),
      'community "steam", field joinPolicy: must be one of open, application, closed',
    ],
    [withCommunity({ visibility: undefined }), 'community "steam", field visibility: must be one of public, private'],
    [withCommunity({ name: {} }), 'community "steam", field name: needs a text in en, fr or both'],
    [
      withCommunity({ name: { en: 'a\u0000b' } }),
      'community "steam", field name.en: contains a character that cannot be stored',
    ],
    [withCommunity({ summary: undefined }), 'community "steam", field summary: is missing'],
    [withCommunity({ tags: 'art' }), 'community "steam", field tags: must be array'],
    [withCommunity({ colour: 'red' }), 'community "steam": "colour" is not part of the format'],
    [withCommunity({ association: 'casc' }), 'community "steam", field association: names no association of this file'],
    [withCommunity({ slug: 'No Slug' }), 'community "No Slug", field slug: must be a short name such as small-museums'],
    [withCommunity({ slug: undefined }), 'community number 1, field slug: is missing'],
    [
      withCommunity({ meetings: { pattern: 'weekly', timeZone: 'Mars/Olympus' } }),
      'community "steam", field meetings.timeZone: must be an IANA time zone',
    ],
    [
      withCommunity({
        applicationForm: [{ key: 'why', type: 'choice', required: true, private: false, label: { en: 'Why?' } }],
      }),
      'community "steam", field applicationForm.0.options: belongs to questions of type choice, and to each of them',
    ],
    [
      withCommunity({
        applicationForm: ['why', 'why'].map((key) => ({
          key,
          type: 'shortText',
          required: true,
          private: false,
          label: { en: 'Why?' },
        })),
      }),
      'community "steam", field applicationForm.1.key: stands there twice',
    ],
    [
      withCommunity({
        applicationForm: [
          { key: 'a', type: 'choice', required: true, private: false, label: { en: 'A' }, options: ['x', 'x'] },
        ],
      }),
      'community "steam", field applicationForm.0.options.1: stands there twice',
    ],
    [
      withCommunity({ eligibility: 'self-identified', joinPolicy: 'application' }),
      'community "steam", field visibility: a community of people who identify themselves must be private',
    ],
    [
      withCommunity({ eligibility: 'self-identified', visibility: 'private' }),
      'community "steam", field joinPolicy: a community of people who identify themselves cannot be open',
    ],
    [
      withCommunity({
        eligibility: 'self-identified',
        visibility: 'private',
        joinPolicy: 'application',
        enrolledProgrammes: ['p'],
      }),
      'community "steam", field enrolledProgrammes: no programme enrols anybody in a community of people who identify themselves',
    ],
    [withCommunity({ slug: 'new' }), 'community "new", field slug: this word cannot be a community’s address'],
    [
      { ...valid(), communities: [...valid().communities, ...valid().communities] },
      'community "steam", field slug: stands there twice',
    ],
    [{ communities: [] }, 'associations: is missing'],
    [null, 'the file: must be object'],
    [[], 'the file: must be object'],
    [{ ...valid(), communities: [null] }, 'community number 1: must be object'],
  ])('says which entry and which field is wrong (%#)', (raw, problem) => {
    expect(problemOf(raw)).toBe(problem);
  });

  it('names three problems and counts the rest', () => {
    const bad = withCommunity({ visibility: 1, joinPolicy: 2, status: 3, eligibility: 4 });
    expect(problemOf(bad)).toMatch(/^(?:.*; ){3}and 1 more$/);
  });
});
