import { describe, expect, it } from '@jest/globals';
import {
  applicationLetter,
  decisionLetter,
  reminderLetter,
  unattendedLetter,
  type LetterCommunity,
} from './application.mail.js';

const SITE = 'https://copse.example';
const open: LetterCommunity = { slug: 'steam', names: { EN: 'STEAM', FR: 'STIAM' }, eligibility: 'ANYONE' };
const discreet: LetterCommunity = {
  slug: 'circle',
  names: { EN: 'The Circle', FR: 'Le cercle' },
  eligibility: 'SELF_IDENTIFIED',
};
const EN = { language: 'EN' } as const;
const FR = { language: 'FR' } as const;
const accepted = { status: 'ACCEPTED', message: null, archived: false } as const;

describe('letters about applications', () => {
  it.each([EN, FR])('have the reader’s language and its name of the community: $language', (reader) => {
    for (const { text, html } of [
      applicationLetter(reader, open, 'Mia', SITE),
      reminderLetter(reader, open, 2, SITE),
      unattendedLetter(reader, open, SITE),
      decisionLetter(reader, open, accepted, SITE),
    ]) {
      expect(html).toContain(`<html lang="${reader.language.toLowerCase()}">`);
      expect(text).toContain(open.names[reader.language]);
      expect(text).not.toContain(open.names[reader.language === 'EN' ? 'FR' : 'EN']);
    }
  });

  it('are typographically right in French', () => {
    for (const { subject, text } of [
      applicationLetter(FR, open, 'Mia', SITE),
      reminderLetter(FR, open, 1, SITE),
      reminderLetter(FR, open, 2, SITE),
      unattendedLetter(FR, open, SITE),
      decisionLetter(FR, open, { ...accepted, message: 'Bienvenue' }, SITE),
      decisionLetter(FR, open, { status: 'DECLINED', message: null, archived: true }, SITE),
      decisionLetter(FR, discreet, accepted, SITE),
    ]) {
      expect(`${subject}\n${text}`).not.toMatch(/[« ] :|« | »|'/);
    }
  });

  it('name who applies where that may be known, and make no link of a name', () => {
    expect(applicationLetter(EN, open, 'evil.example/x', SITE).text).toContain('evil. example x applies');
    expect(applicationLetter(EN, open, null, SITE).text).toContain('Somebody applies');
  });

  it('carry the word of a facilitator as plain lines', () => {
    const { text } = decisionLetter(EN, open, { ...accepted, message: 'Hello\n\nhttps://evil.example' }, SITE);
    expect(text).toContain('> Hello\n\n> https evil. example');
  });

  it('say why when nobody decided', () => {
    expect(decisionLetter(EN, open, { status: 'DECLINED', message: null, archived: true }, SITE).text).toContain(
      'archived',
    );
  });

  it('tell those who identify themselves that there is an answer, and nothing else', () => {
    for (const reader of [EN, FR]) {
      const [yes, no] = [
        decisionLetter(reader, discreet, { ...accepted, message: 'Welcome' }, SITE),
        decisionLetter(reader, discreet, { status: 'DECLINED', message: 'Sorry', archived: true }, SITE),
      ];
      expect(yes).toEqual(no);
      expect(JSON.stringify(yes)).not.toMatch(/circle|cercle/i);
      expect(applicationLetter(reader, discreet, null, SITE).subject).not.toMatch(/circle|cercle/i);
      expect(reminderLetter(reader, discreet, 3, SITE).subject).not.toMatch(/circle|cercle/i);
    }
  });
});
