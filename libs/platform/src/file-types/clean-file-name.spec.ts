import { describe, expect, it } from '@jest/globals';
import { cleanFileName, extensionOf, FILE_TYPES } from './index.js';

describe('cleanFileName', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['Où est l’été ? (1).pdf', 'Où est l’été ? (1).pdf'],
    ['Compte\u00A0rendu.docx', 'Compte\u00A0rendu.docx'],
    ['Re\u0301sume\u0301.pdf', 'Résumé.pdf'],
    ['C:\\Users\\anne\\plan.pdf', 'plan.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['/files/', null],
    ['...', null],
    ['', null],
    [' \t\n', null],
    ['\u200B\u202E', null],
    ['.htaccess', 'htaccess'],
    ['..hidden.pdf. . ', 'hidden.pdf'],
    ['ann\u202Efdp.exe', 'annfdp.exe'],
    ['a\0b\r\nc.pdf', 'abc.pdf'],
    ['a\uD800b.pdf', 'a\uFFFDb.pdf'],
    ['invoice.pdf          .exe', 'invoice.pdf .exe'],
    ['<img src=x onerror=alert(1)>.png', '<img src=x onerror=alert(1)>.png'],
    ['文書.pdf', '文書.pdf'],
  ])('makes %j into %j', (raw, clean) => {
    expect(cleanFileName(raw)).toBe(clean);
    if (clean !== null) expect(cleanFileName(clean)).toBe(clean);
  });

  it.each([
    ['a'.repeat(300) + '.pdf', '.pdf'],
    ['é'.repeat(300) + '.docx', '.docx'],
    ['👩‍👩‍👧'.repeat(100) + '.jpeg', '.jpeg'],
    ['文'.repeat(100_000) + '.csv', '.csv'],
    ['a.' + 'b'.repeat(500), ''],
  ])('shortens name %# to 200 bytes of whole letters and keeps its ending', (raw, ending) => {
    const clean = cleanFileName(raw) ?? '';
    expect(Buffer.byteLength(clean)).toBeLessThanOrEqual(200);
    expect(Buffer.byteLength(clean)).toBeGreaterThan(190);
    expect(clean.endsWith(ending)).toBe(true);
    expect(clean.isWellFormed()).toBe(true);
    expect(clean).not.toContain('\uFFFD');
    expect(cleanFileName(clean)).toBe(clean);
  });
});

describe('FILE_TYPES', () => {
  it.each(['constructor', '__proto__', 'toString', '', 'exe', 'svg', 'html'])('does not know %j', (extension) => {
    expect(FILE_TYPES[extension]).toBeUndefined();
  });

  it('lets a browser show nothing that could hold a program', () => {
    const shown = Object.values(FILE_TYPES).filter(({ inline }) => inline);
    expect(shown.every(({ mediaType }) => /^(?:audio|video)\//.test(mediaType))).toBe(true);
    expect(
      Object.values(FILE_TYPES).some(({ mediaType }) => /html|xml|svg|script/.test(mediaType.replace(/openxml/, ''))),
    ).toBe(false);
  });
});

describe('extensionOf', () => {
  it.each([
    ['a.PDF', 'pdf'],
    ['a.tar.gz', 'gz'],
    ['a', ''],
    ['.pdf', ''],
    ['a.', ''],
  ])('of %j is %j', (name, extension) => {
    expect(extensionOf(name)).toBe(extension);
  });
});
