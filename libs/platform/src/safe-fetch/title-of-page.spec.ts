import { describe, expect, it } from '@jest/globals';
import { titleOfPage } from './title-of-page.js';

const HTML = 'text/html';

describe('titleOfPage', () => {
  it.each([
    ['<title>A page</title>', 'A page'],
    ['<!doctype html><html><head><TITLE>\n  A   page \t</TITLE>', 'A page'],
    ['<title>Caf&eacute; &amp; th&#233; &lt;b&gt;</title>', 'Café & thé <b>'],
    ['<title>A <b>bold</b> page</title>', 'A <b>bold</b> page'],
    ['<title></title><meta property="og:title" content="Shared">', 'Shared'],
    ['<meta property="og:title" content="Shared"><title>Own</title>', 'Shared'],
    ['<meta property="og:title" content="  "><title>Own</title>', 'Own'],
    ['<title>First</title><title>Second</title>', 'First'],
    ['<head></head><body><svg><title>Drawing</title></svg>', null],
    ['<svg><title>Drawing</title></svg><title>Own</title>', null],
    ['<!-- <title>No</title> --><title>Yes</title>', 'Yes'],
    ['<script>"<title>No</title>"</script><title>Yes</title>', 'Yes'],
    ['<title>no end', 'no end'],
    ['<title>a\u202Eb\u0007c\u200B</title>', 'abc'],
    ['<p>nothing</p>', null],
    ['', null],
  ])('%j is called %j', async (page, title) => {
    expect(await titleOfPage(Buffer.from(page), HTML)).toBe(title);
  });

  it('ends after 200 characters, and not within one', async () => {
    expect(await titleOfPage(Buffer.from(`<title>${'x'.repeat(500)}`), HTML)).toBe('x'.repeat(200));
    expect(await titleOfPage(Buffer.from(`<title>${'x'.repeat(199)}😀`), HTML)).toBe('x'.repeat(199));
  });

  const title = '<title>Musée d’été</title>';
  const western = Buffer.from('<title>Mus\u00E9e d\u0092\u00E9t\u00E9</title>', 'latin1');
  it.each([
    ['UTF-8 without a word', Buffer.from(title), HTML],
    ['UTF-8 by the server', Buffer.from(title), 'text/html; charset=UTF-8'],
    ['Windows-1252 without a word', western, HTML],
    ['Windows-1252 by the server', western, 'text/html;charset="iso-8859-1"'],
    ['Windows-1252 by the page', Buffer.concat([Buffer.from('<meta charset=windows-1252>'), western]), HTML],
    [
      'Windows-1252 by an old page',
      Buffer.concat([Buffer.from('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'), western]),
      HTML,
    ],
    ['an encoding that nobody knows', Buffer.from(title), 'text/html; charset=klingon'],
    ['UTF-8 that was cut within a sign', Buffer.from(`${title}é`).subarray(0, -1), HTML],
  ])('reads %s', async (_, page, type) => {
    expect(await titleOfPage(page, type)).toBe('Musée d’été');
  });
});
