import { describe, expect, it } from '@jest/globals';
import { v4, v7 } from 'uuid';
import { block, email, id, line, newId, password, slug, token } from './input-shapes.js';

const ok = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown): boolean =>
  schema.safeParse(value).success;

describe('input shapes', () => {
  it('take one line of text and trim it', () => {
    expect(line(10).parse('  Ève  ')).toBe('Ève');
    for (const bad of [
      '',
      '   ',
      'a\nb',
      'a\u0000b',
      '\ud800',
      'a\u202eb',
      'a\u2028b',
      'x'.repeat(11),
      7,
      true,
      null,
      [],
      {},
    ]) {
      expect(ok(line(10), bad)).toBe(false);
    }
  });

  it('take several lines as they are but for line ends', () => {
    expect(block(20).parse(' a\r\nb\rc ')).toBe(' a\nb\nc ');
    for (const bad of ['', ' \n\t ', 'a\u0000', '\udc00x', 'x'.repeat(21), undefined])
      expect(ok(block(20), bad)).toBe(false);
  });

  it('take plain e-mail addresses only', () => {
    for (const good of [
      'a@b.ca',
      'Ève.O+x@musée.example'.replace('è', 'e').replace('Ève', 'Eve').replace('musée', 'musee'),
      "o'neil@sub.example.org",
    ]) {
      expect(ok(email(), good)).toBe(true);
    }
    for (const bad of [
      'a',
      'a@b',
      '"a b"@c.org',
      'a@b.org, c@d.org',
      'a@b.org\r\nBcc: x@y.org',
      'a(comment)@b.org',
      'a@-b.org',
      `${'a'.repeat(65)}@b.org`,
    ]) {
      expect(ok(email(), bad)).toBe(false);
    }
  });

  it('count the characters of a password and cut none', () => {
    expect(password().parse(' é🙂 long enough ')).toBe(' é🙂 long enough ');
    expect(ok(password(), '🙂🙂🙂🙂')).toBe(false);
    expect(ok(password(), 'x'.repeat(257))).toBe(false);
  });

  it('take ids in any case and new ids only when made just now', () => {
    const fresh = v7();
    expect(id().parse(fresh.toUpperCase())).toBe(fresh);
    expect(newId().parse(fresh)).toBe(fresh);
    expect(ok(newId(), v4())).toBe(false);
    expect(ok(newId(), v7({ msecs: Date.now() - 25 * 3_600_000 }))).toBe(false);
    expect(ok(newId(), v7({ msecs: Date.now() + 25 * 3_600_000 }))).toBe(false);
    for (const bad of ['', 'x', `${fresh}\n`, `{${fresh}}`, 1]) expect(ok(id(), bad)).toBe(false);
  });

  it('take slugs and tokens as we make them', () => {
    expect(ok(slug(), 'small-museums')).toBe(true);
    for (const bad of ['Small', '-a', 'a--b', 'a/b', '../a', '', 'a'.repeat(81)]) expect(ok(slug(), bad)).toBe(false);
    expect(ok(token(), 'a'.repeat(43))).toBe(true);
    for (const bad of ['short', 'a'.repeat(201), `${'a'.repeat(20)}\u0000`]) expect(ok(token(), bad)).toBe(false);
  });
});
