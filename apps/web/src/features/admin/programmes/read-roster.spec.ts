import { describe, expect, it } from '@jest/globals';
import { readRoster } from './read-roster.js';
import type { FileFault, ReadRoster } from './read-roster.js';
import { ROSTER_FILE_BYTES } from './roster-text.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const withMark = (...bytes: readonly number[]): Uint8Array => Uint8Array.from(bytes);

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 + 2 * text.length));
  view.setUint16(0, 0xfeff, littleEndian);
  for (let index = 0; index < text.length; index++) view.setUint16(2 + 2 * index, text.charCodeAt(index), littleEndian);
  return new Uint8Array(view.buffer);
}

function read(bytes: Uint8Array | string, column?: number): ReadRoster {
  const roster = readRoster(typeof bytes === 'string' ? utf8(bytes) : bytes, column);
  if ('fault' in roster) throw new Error(`refused: ${roster.fault}`);
  return roster;
}

function faultOf(bytes: Uint8Array | string): FileFault {
  const roster = readRoster(typeof bytes === 'string' ? utf8(bytes) : bytes);
  if (!('fault' in roster)) throw new Error('The file was read.');
  return roster;
}

/** Each row's fate in a word. */
const fates = (roster: ReadRoster): string[] =>
  roster.rows.map((row) => (row.fate === 'bad' ? `bad: ${row.why}` : row.fate));

describe('encodings', () => {
  const rows = 'Prénom;Courriel\r\nZoé;zoe@musee.example\r\n';

  it.each([
    ['UTF-8', utf8(rows), 'utf-8'],
    ['UTF-8 with its mark', Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8(rows)]), 'utf-8'],
    ['UTF-16 of Windows', utf16(rows, true), 'utf-16le'],
    ['UTF-16 with the high byte first', utf16(rows, false), 'utf-16be'],
    ['Windows-1252', Uint8Array.from([...rows].map((sign) => sign.charCodeAt(0))), 'windows-1252'],
  ])('reads %s', (_name, bytes, encoding) => {
    const roster = read(bytes);
    expect(roster).toMatchObject({ encoding, separator: ';', addresses: ['zoe@musee.example'] });
    expect(roster.columns.map(({ head }) => head)).toEqual(['Prénom', 'Courriel']);
  });

  it('reads half a mark as what it is', () => {
    expect(fates(read(Uint8Array.from([...utf8('a@b.ca\nZo'), 0xe9, ...utf8('@b.ca')])))).toEqual([
      'good',
      'bad: letters',
    ]);
  });

  it.each([
    ['a workbook', withMark(0x50, 0x4b, 0x03, 0x04, 0x14), 'workbook'],
    ['an old workbook', withMark(0xd0, 0xcf, 0x11, 0xe0), 'workbook'],
    ['an image', withMark(0x89, 0x50, 0x4e, 0x47, 0x00, 0x01), 'binary'],
    ['UTF-16 without its mark', utf16('a@b.ca', true).slice(2), 'binary'],
    ['nothing at all', withMark(), 'nothing'],
    ['blank rows alone', utf8('\n ;\t;\n\u00a0\n'), 'nothing'],
    ['20 MB', new Uint8Array(20 * 1024 * 1024).fill(0x61), 'too-large'],
    ['a byte too much', new Uint8Array(ROSTER_FILE_BYTES + 1).fill(0x61), 'too-large'],
  ])('refuses %s', (_name, bytes, fault) => {
    expect(faultOf(bytes)).toEqual({ fault });
  });
});

describe('separators', () => {
  it.each([
    ['commas', 'Name,E-mail\nAnn,ann@b.ca', ','],
    ['semicolons beside commas in names', 'Nom;Courriel\nTremblay, Ann;ann@b.ca\nRoy, Luc;luc@b.ca', ';'],
    ['tabs', 'Name\tE-mail\nAnn, PhD\tann@b.ca', '\t'],
    ['one column', 'ann@b.ca\n', ','],
    ['the one that Excel names', 'sep=;\nE-mail;a,b\nann@b.ca;x,y', ';'],
    ['old line ends', 'Name;E-mail\rAnn;ann@b.ca\r', ';'],
  ])('finds %s', (_name, text, separator) => {
    expect(read(text)).toMatchObject({ separator, addresses: expect.arrayContaining(['ann@b.ca']) });
  });

  it('keeps rows apart where line ends are mixed', () => {
    expect(read('a@b.ca\r\nc@b.ca\nd@b.ca\r\n').addresses).toEqual(['a@b.ca', 'c@b.ca', 'd@b.ca']);
  });
});

describe('the column of addresses', () => {
  it.each([
    ['its English head', 'Id,E-mail address,Boss\n1,a@b.ca,x@b.ca\n2,,y@b.ca', 1],
    ['its French head', 'Nº;Adresse électronique;Patron\n1;a@b.ca;x@b.ca\n2;;y@b.ca', 1],
    ['its head, not that of postal addresses', 'Address,Contact\n1 Main St,a@b.ca', 1],
    ['the fuller of two heads', 'E-mail 2,E-mail\n,a@b.ca\n,c@b.ca', 1],
    ['its content', 'Ann,a@b.ca\nLuc,c@b.ca', 1],
    ['its head where every row is bad', 'Name,E-mail\nAnn,nobody', 1],
  ])('is known by %s', (_name, text, column) => {
    expect(read(text).column).toBe(column);
  });

  it('is the one that is asked for', () => {
    const roster = read('Ann,a@b.ca,x@b.ca', 2);
    expect(roster.addresses).toEqual(['x@b.ca']);
    expect(roster.columns).toHaveLength(3);
  });

  it('takes no row of addresses for a heading', () => {
    expect(fates(read('a@b.ca\nc@b.ca'))).toEqual(['good', 'good']);
    expect(fates(read('E-mail\nc@b.ca'))).toEqual(['heading', 'good']);
    expect(fates(read('=A1,a@b.ca\n=A2,c@b.ca', 0))).toEqual(['bad: formula', 'bad: formula']);
  });
});

describe('rows', () => {
  it('says of each what becomes of it, by the number that a spreadsheet shows', () => {
    const roster = read(
      'Name,E-mail\nAnn,ann@b.ca\n,\nLuc,ANN@B.ca\nZoé,zoé@b.ca\nIan,ian.b.ca\nEve,"eve@b.ca, eva@b.ca"\nBob,\nMax,max@b\n\n',
    );
    expect(roster.rows.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(fates(roster)).toEqual([
      'heading',
      'good',
      'empty',
      'twice',
      'bad: letters',
      'bad: no-at',
      'bad: several',
      'bad: missing',
      'bad: form',
      'empty',
    ]);
    expect(roster.rows[3]).toMatchObject({ first: 2 });
    expect(roster.addresses).toEqual(['ann@b.ca']);
  });

  it.each(['=HYPERLINK("http://x","a@b.ca")', '="a@b.ca"', '+a@b.ca', '-2+3@b.ca', '@SUM(1)', ' \u00a0=cmd|a@b.ca'])(
    'takes no formula for an address: %s',
    (cell) => {
      expect(fates(read(`E-mail\n"${cell.replaceAll('"', '""')}"`))).toEqual(['heading', 'bad: formula']);
    },
  );

  it('counts empty rows at the end as well, but not the line end of the last one', () => {
    expect(fates(read('E-mail\nann@b.ca'))).toEqual(['heading', 'good']);
    expect(fates(read('E-mail\nann@b.ca\n'))).toEqual(['heading', 'good']);
    expect(fates(read('E-mail;Name\nann@b.ca;Ann\n;\n \n\n'))).toEqual(['heading', 'good', 'empty', 'empty', 'empty']);
  });

  it('takes blanks away that cannot be seen', () => {
    expect(read('E-mail\n\u00a0\u200bann@b.ca\u200b \n').addresses).toEqual(['ann@b.ca']);
  });

  it('reads quoted cells with separators, quotation marks and line ends in them', () => {
    const roster = read('Note,E-mail\n"a ""b"", c\nd",ann@b.ca\nx,luc@b.ca\n');
    expect(roster.addresses).toEqual(['ann@b.ca', 'luc@b.ca']);
    expect(roster.rows.map(({ row }) => row)).toEqual([1, 2, 3]);
  });

  it.each([
    ['never closed', 'E-mail\na@b.ca\n"c@b.ca\nd@b.ca\n', 3],
    ['closed in the midst', 'E-mail\n"a@b.ca"x\nc@b.ca\n', 2],
  ])('refuses a quotation mark that is %s, by its row', (_name, text, row) => {
    expect(faultOf(text)).toEqual({ fault: 'quotes', row });
  });

  it('tells 500 bad ones of 5,000 apart', () => {
    const lines = Array.from({ length: 5_000 }, (_, index) =>
      index % 10 === 0 ? `person ${index}` : `person${index}@museum.example`,
    );
    const roster = read(['E-mail', ...lines].join('\r\n'));
    expect(roster.rows).toHaveLength(5_001);
    expect(roster.rows.filter(({ fate }) => fate === 'bad')).toHaveLength(500);
    expect(roster.addresses).toHaveLength(4_500);
  });

  it('refuses more rows than any roster has', () => {
    expect(faultOf('a@b.ca\n'.repeat(20_001))).toEqual({ fault: 'too-many', rows: 20_002 });
  });
});
