import * as fc from 'fast-check';

/** Stands for a number that JSON can write and nobody can hold; see {@link jsonOf}. */
const TOO_LARGE = 'number:1e309';

/** JSON text of a value; such numbers as `1e309` stand in it as they are. */
export const jsonOf = (value: unknown): string => JSON.stringify(value).replaceAll(`"${TOO_LARGE}"`, '1e309');

const cursor = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');
/** A property of that name of its own, as it comes out of JSON. */
const withPrototype = (key: string): unknown => JSON.parse(`{"${key}":{"polluted":true}}`);
const nested = (depth: number): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
};

/** Characters that are none, that turn the text round or that stand for several. */
const CHARACTERS = [
  '',
  ' ',
  '\n',
  '\t',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'a\udc00b',
  '\ufffe',
  '\ufeff',
  '\u200b',
  '\u0085',
]
  .concat(['\u2028', '\u202etxt.exe', '\u2066a\u2069', 'e\u0301', '\u{1f469}\u200d\u{1f467}', 'I\u0307', '\u0130'])
  .concat(['a'.repeat(50_000), '\u{1f600}'.repeat(5_000)]);
/** What means something to a program that does not take care. */
const WORDS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  'true',
  '0',
  '-1',
  '1e309',
]
  .concat([
    "' OR 1=1 --",
    '$1',
    '%',
    '\\',
    '%00',
    '%s%n',
    '{{7*7}}',
    '${7*7}',
    '<script>alert(1)</script>',
    ']]>',
    '*/',
  ])
  .concat([
    '../../etc/passwd',
    'a\r\nBcc: x@example.org',
    '"',
    "'",
    '`',
    '[x](javascript:alert(1))',
    '&#0;',
    '&#xd800;',
  ]);
const MOMENTS = [
  '+275760-09-13T00:00:00.001Z',
  '2024-02-30T00:00:00Z',
  '0000-00-00',
  '9999-12-31',
  '-000001-01-01T00:00:00Z',
]
  .concat(['294276-12-31', 'infinity', '-infinity', 'now', '2024-01-01T24:00:00Z', '2024-01-01T00:00:00+99:99'])
  .concat(['America/Toronto\u0000', 'Etc/GMT+99', 'PST8PDT; DROP']);
const IDS = [
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  '01999999000070008000000000000f',
]
  .concat(['{01999999-0000-7000-8000-00000000000f}', '01999999-0000-7000-8000-00000000000f\u0000'])
  .concat(['ffffffff-ffff-7fff-bfff-ffffffffffff']);
const ADDRESSES = [
  'javascript:alert(1)',
  'http://[::1]/',
  'http://127.0.0.1:1/',
  'http://x:99999/',
  '//x',
  'http://\u0000',
]
  .concat(['https://u:p@nowhere.invalid/', 'a@b', '@', 'a@@b.org', `${'a'.repeat(65)}@example.org`, 'a@example.org\n'])
  .concat(['\u202ea@example.org', `a@${'b.'.repeat(200)}org`]);
const CURSORS = [
  cursor([]),
  cursor(null),
  cursor({}),
  cursor([null, null]),
  cursor(['x', 'y']),
  cursor([1e300, '\u0000']),
  cursor(['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff']),
  cursor([-1]),
  cursor([2 ** 53]),
  cursor(['2024-02-30T00:00:00Z', '01999999-0000-7000-8000-00000000000f']),
  cursor(['999999-01-01T00:00:00Z', '01999999-0000-7000-8000-00000000000f']),
  cursor(withPrototype('__proto__')),
  cursor(nested(100)),
  '====',
];

const TEXTS = [CHARACTERS, WORDS, MOMENTS, IDS, ADDRESSES, CURSORS].flat();

const NUMBERS = [
  0,
  -0,
  -1,
  1,
  1.5,
  51,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31),
  -(2 ** 31) - 1,
  2 ** 53 + 2,
  1e21,
  1e308,
  -1e308,
  5e-324,
  TOO_LARGE,
];

const SHAPES = [
  null,
  true,
  false,
  [],
  {},
  [[]],
  [null],
  [{}],
  [[['x']]],
  { a: 1 },
  nested(500),
  withPrototype('__proto__'),
  withPrototype('constructor'),
  { length: -1 },
  { toString: null },
  JSON.parse('{"then":1}'),
  Array.from({ length: 1_000 }, () => 'x'),
  Array.from({ length: 1_000 }, () => null),
  Array.from({ length: 60 }, () => ({})),
];

/** A value for each kind of place, and one that fits none in particular. */
export interface Hostile {
  readonly text: string;
  readonly number: unknown;
  readonly other: unknown;
}

/** Values that somebody sends who means harm, or whose program is broken. */
export const HOSTILE: fc.Arbitrary<Hostile> = fc.record({
  text: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  ),
  number: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...NUMBERS) },
    { weight: 1, arbitrary: fc.integer() },
    { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  ),
  other: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom<unknown[]>(...TEXTS, ...NUMBERS) },
    { weight: 2, arbitrary: fc.constantFrom(...SHAPES) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  ),
});
