import { describe, expect, it } from '@jest/globals';
import { invitationLetter } from './invitation.mail.js';

const said = {
  names: { EN: 'Small museums', FR: 'Petits musées' },
  discreet: false,
  inviter: 'Ada www.evil.example',
  message: 'First line: hello.\n\nhttps://evil.example/win\n<b>x</b>',
  expiresAt: '2026-12-06T01:00:00Z',
};

describe('invitationLetter', () => {
  it('says it in French, with the day and the right spaces', () => {
    const { subject, text } = invitationLetter(['FR'], 'https://copse.example.org', 'secret', said);
    expect(subject).toBe('Invitation\u00a0: Petits musées');
    expect(text).toContain('«\u00a0Petits musées\u00a0»');
    expect(text).toContain('https://copse.example.org/invitation#token=secret\n');
    expect(text).toContain('jusqu’au 6 décembre 2026');
  });

  it('lets nothing that people wrote become a link or an element, and keeps their lines', () => {
    const { text, html } = invitationLetter(['EN'], 'https://copse.example.org', 'secret', said);
    expect(text).toContain('Ada www. evil. example invites you to the community “Small museums” on Copse.');
    expect(text).toContain('> First line hello.\n\n> https evil. example win\n\n> b x b\n');
    expect(html.match(/href="[^"]*"/g)).toEqual([
      'href="https://copse.example.org/invitation#token=secret"',
      'href="https://copse.example.org"',
    ]);
    expect(text).toContain('until December 6, 2026');
  });

  it('is discreet where it must be, and silent without a word', () => {
    const { subject, text } = invitationLetter(['EN'], 'https://copse.example.org', 'secret', {
      ...said,
      discreet: true,
      inviter: null,
      message: ' \n ',
    });
    expect(subject).toBe('An invitation on Copse');
    expect(text).toContain('You are invited to a community on Copse. The link tells you which.');
    expect(text).not.toContain('Small');
    expect(text).not.toContain('A word');
  });

  it('says it in both languages to somebody whose language nobody knows, with one link and each with its name', () => {
    const { subject, text, html } = invitationLetter(['FR', 'EN'], 'https://copse.example.org', 'secret', said);
    expect(subject).toBe('Invitation\u00a0: Petits musées / Invitation: Small museums');
    expect(text.indexOf('vous invite')).toBeLessThan(text.indexOf('invites you'));
    expect(text).toContain('English follows below.');
    expect(new Set(text.match(/https:\S*token=\S*/g))).toEqual(
      new Set(['https://copse.example.org/invitation#token=secret']),
    );
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('<div lang="en">');
  });
});
