import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { MailText } from '#platform/mail';

const ROOT = join(import.meta.dirname, '../..');
const SITE = 'https://copse.example';

/** Belonging to it is nobody else's affair, and so is the word that its names and its slug have in common. */
const circle = {
  id: '01920000-0000-7000-8000-000000000001',
  slug: 'circle',
  names: { EN: 'The Circle', FR: 'Le Circle' },
  eligibility: 'SELF_IDENTIFIED',
  visibility: 'PRIVATE',
} as const;
const AT = '2026-06-01T11:00:00Z';
const LEAKS = /circle|Mia|Thread|Because/i;

type Language = 'EN' | 'FR';
type Letter = (...args: unknown[]) => MailText;

/** How each letter is written. One that is not here fails, so that none is forgotten. */
const CALLS: Record<string, (letter: Letter, language: Language) => MailText[]> = {
  applicationLetter: (letter, language) =>
    ['Mia', null].map((applicant) => letter({ language }, circle, applicant, SITE)),
  unattendedLetter: (letter, language) => [letter({ language }, circle, SITE)],
  reminderLetter: (letter, language) => [1, 2].map((waiting) => letter({ language }, circle, waiting, SITE)),
  decisionLetter: (letter, language) =>
    ['ACCEPTED', 'DECLINED'].map((status) =>
      letter({ language }, circle, { status, message: 'Because.', archived: status === 'DECLINED' }, SITE),
    ),
  discreetLetter: (letter, language) =>
    [true, false].map((toStaff) => letter(language, SITE, { subject: 'x', said: ['x'], toStaff })),
  leaderlessLetter: (letter, language) => [letter(language, circle, SITE)],
  facilitatorAppointedLetter: (letter, language) => [letter(language, circle, 'Mia', SITE)],
  facilitatorWelcomeLetter: (letter, language) => [letter(language, circle, SITE)],
  removedLetter: (letter, language) => [letter(language, circle, 'Because.', SITE)],
  enrolledLetter: (letter, language) => [letter({ language, name: 'Reader' }, circle, 'circle-grant', SITE)],
  releasedLetter: (letter, language) => [letter({ language, name: 'Reader' }, circle, 'circle-grant', SITE)],
  invitationLetter: (letter, language) =>
    [[language], [language, language === 'EN' ? 'FR' : 'EN']].map((languages) =>
      letter(languages, SITE, 'secret', {
        names: circle.names,
        discreet: true,
        inviter: 'Mia',
        message: 'Because.',
        expiresAt: '2026-12-06T01:00:00Z',
      }),
    ),
  removalLetter: (letter, language) => [
    letter(language, SITE, { name: 'Reader', title: 'Thread', reason: 'Because.', community: circle, place: 'd/x' }),
  ],
  removedResourceLetter: (letter, language) => [
    letter(language, SITE, { name: 'Reader', title: 'Thread', reason: 'Because.', community: circle }),
  ],
  reportLetter: (letter, language) => [letter(language, 'Reader', SITE, circle)],
  hiddenReportLetter: (letter, language) => [letter(language, 'Reader', SITE, circle)],
  // Where its reader asked for what is written there, a letter says it, but never where: see the tests beside them.
  postLetter: (letter, language) =>
    [1, 2].flatMap((number) =>
      [true, false].map((everyPost) =>
        letter(language, SITE, {
          post: { id: circle.id, number, body: 'Because.', bodyHtml: '<p>Because.</p>', answeredNumber: 1 },
          thread: { id: circle.id, title: 'Thread' },
          author: 'Mia',
          community: circle,
          reader: { everyPost, contentInMail: false, token: 'x' },
        }),
      ),
    ),
  digestLetter: (letter, language) => {
    const thread = { threadId: circle.id, communityId: circle.id, title: 'Thread', lastNumber: 4, lastActivityAt: AT };
    const items = [
      { thread: { ...thread, rank: 'MENTIONED', number: 1, count: 1 }, community: circle, words: null },
      { thread: { ...thread, rank: 'FOLLOWED', number: 1, count: 2 }, community: circle, words: null },
      { thread: { ...thread, rank: 'UNANSWERED', number: 1, count: 4 }, community: circle, words: null },
      { thread: { ...thread, rank: 'OTHER', number: 2, count: 3 }, community: circle, words: null },
    ];
    const resources = [{ id: circle.id, title: null, community: circle }];
    const reader = { token: 'x', timeZone: 'America/Toronto' };
    return [1, 2].map((more) =>
      letter(language, SITE, {
        content: { items, moreThreads: more, resources, moreResources: more },
        reader,
        at: AT,
      }),
    );
  },
};
/** Goes out for public communities alone, of which none is for those who identify themselves. */
const OF_PUBLIC_ONES = ['unattendedReportLetter'];

const mailFiles = ['membership', 'resources', 'posts', 'notifications'].flatMap((lib) => {
  const folder = join(ROOT, 'libs', lib, 'src');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.mail.ts'))
    .map((name) => join(folder, name));
});

describe('letters about a community of those who identify themselves', () => {
  it('name neither it nor anybody nor what was said, not in a link either', async () => {
    const seen: string[] = [];
    for (const file of mailFiles) {
      const exported = (await import(file)) as Record<string, Letter>;
      for (const [name, letter] of Object.entries(exported).filter(([each]) => each.endsWith('Letter'))) {
        if (OF_PUBLIC_ONES.includes(name)) continue;
        seen.push(name);
        const call = CALLS[name];
        if (!call) throw new Error(`Say above how ${name} is written.`);
        for (const language of ['EN', 'FR'] as const) {
          for (const { subject, text, html } of call(letter, language)) {
            expect([name, `${subject}\n${text}\n${html}`.match(LEAKS)]).toEqual([name, null]);
            if (language === 'FR') expect([name, `${subject}\n${text}`.match(/ [:;?!]|« | »|'/)]).toEqual([name, null]);
          }
        }
      }
    }
    expect(seen.toSorted()).toEqual(Object.keys(CALLS).toSorted());
  });
});
