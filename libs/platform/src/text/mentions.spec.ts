import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '#contracts';
import { mentionsIn, mentionsTooMany } from './mentions.js';
import { renderMarkdown } from './render-markdown.js';

const AMARA = '0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e';
const PRIYA = '0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5f';
const idOf = (n: number): string => `0198d2b5-3c5e-7c3a-9d6b-${String(n).padStart(12, '0')}`;
const people = (count: number): string => Array.from({ length: count }, (_, n) => `[@P](/people/${idOf(n)})`).join(' ');

describe('mentionsIn', () => {
  it.each<[string, string[]]>([
    [`Ask [@Amara Diallo](/people/${AMARA}) and [@Priya](/people/${PRIYA} "x").`, [AMARA, PRIYA]],
    [`[@A](/people/${AMARA}) [@Amara again](/people/${AMARA.toUpperCase()})`, [AMARA]],
    [`# [@A](/people/${AMARA})\n\n| a |\n|---|\n| [@P](/people/${PRIYA}) |`, [AMARA, PRIYA]],
    [`- [ ] [@A](/people/${AMARA})`, [AMARA]],
    [`**[@A](/people/${AMARA})**, [@P][1]\n\n[1]: /people/${PRIYA}`, [AMARA, PRIYA]],
    [`[@\\[A\\] \\*B\\*](/people/${AMARA})`, [AMARA]],
    // What is no mention of anybody.
    [`\`[@A](/people/${AMARA})\``, []],
    [`\`\`\`\n[@A](/people/${AMARA})\n\`\`\`\n\n    [@P](/people/${PRIYA})`, []],
    [`[her page](/people/${AMARA}) [](/people/${AMARA})`, []],
    [`> [@A](/people/${AMARA}) said so`, []],
    [`\\[@A](/people/${AMARA})`, []],
    [`![@A](/people/${AMARA})`, []],
    [`[@A](https://copse.example/people/${AMARA}) [@A](//x/people/${AMARA}) [@A](people/${AMARA})`, []],
    [`[@A](/people/${AMARA}/) [@A](/people/${AMARA}?a) [@A](/people/${AMARA}#a) [@A](/people/${AMARA}0)`, []],
    [`[@A](/people/amara) [@A](/c/people/${AMARA}) [@A](/people/../people/${AMARA})`, []],
    ['no one', []],
  ])('reads the people of %j', (source, accountIds) => {
    expect(mentionsIn(source).accountIds).toEqual(accountIds);
  });

  it.each<[string, string[]]>([
    ['@Amara Diallo, what do you think?', ['Amara Diallo, what do you think?']],
    ['(@Jean-Luc) **@Zoë**\n@O’Neill Roy\n', ['Jean-Luc)', 'Zoë', 'O’Neill Roy']],
    ['@A and @B', ['A and @B', 'B']],
    ['@A @A', ['A @A', 'A']],
    ['&#64;Amara', ['Amara']],
    ['> @Amara\n\n`@B` and a@b.ca, https://a.example/@c, x/@d, @ e, @@f, @_g', []],
    [`[@Amara](/people/${AMARA}) [@Priya](https://a.example)`, []],
    [`@${'x'.repeat(200)}`, ['x'.repeat(LIMITS.personName)]],
  ])('reads the names of %j', (source, names) => {
    expect(mentionsIn(source).names).toEqual(names);
  });

  it('reads at most so many names', () => {
    const { names } = mentionsIn(Array.from({ length: 10_000 }, (_, n) => `@${n}`).join('\n'));
    expect(names).toEqual(Array.from({ length: LIMITS.mentions }, (_, n) => String(n)));
  });

  it('sees what the rendering shows as a mention, and nothing else', () => {
    for (const source of [
      `[@A](/people/${AMARA})`,
      `[@A](/people/${AMARA}#a)`,
      `[A](/people/${AMARA})`,
      `\`[@A](/people/${AMARA})\``,
      `${'['.repeat(1_001)}[@A](/people/${AMARA})`,
      people(40),
    ]) {
      const shown = renderMarkdown(source).match(/class="mention"/g)?.length ?? 0;
      expect(mentionsIn(source).accountIds).toHaveLength(shown);
    }
  });
});

describe('mentionsTooMany', () => {
  it.each<[string, boolean]>([
    [people(LIMITS.mentions), false],
    [people(LIMITS.mentions + 1), true],
    [`${people(LIMITS.mentions)} `.repeat(3), false],
    [people(700), true],
    [`\`\`\`\n${people(LIMITS.mentions + 1)}\n\`\`\``, false],
    ['- [ ] a\n'.repeat(100), false],
    [people(LIMITS.mentions + 1).replaceAll('/people/', '&#47;people/'), true],
    // More links than anybody writes are none at all, so nobody is mentioned by them.
    [people(10_000), false],
  ])('case %#', (source, refused) => {
    expect(mentionsTooMany(source)).toBe(refused);
  });
});

describe('mentionsIn and hostile texts', () => {
  it.each([
    ['signs', '@'.repeat(40_000)],
    ['brackets', '[@'.repeat(20_000)],
    ['link openers', '[@a](/people/'.repeat(3_076)],
    ['mentions', `[@a](/people/${AMARA})`.repeat(754)],
    ['brackets before a long text', '[@'.repeat(999) + 'x'.repeat(38_002)],
    ['one-letter names', '@a '.repeat(13_333)],
    ['signs after full stops', '.@'.repeat(20_000)],
    ['stars', '*@a'.repeat(13_333)],
    ['a long name', `@${'a'.repeat(39_999)}`],
    ['many words', `@${'a '.repeat(19_999)}`],
    ['list items', '  - @a\n'.repeat(5_714)],
    ['quotes', '> @a\n'.repeat(8_000)],
    ['entities', '&#64;a'.repeat(6_666)],
  ])('40,000 characters of %s end soon', (_name, source) => {
    const start = performance.now();
    mentionsTooMany(source);
    const { accountIds, names } = mentionsIn(source);
    // Some ten milliseconds on an idle machine; what is looked for is growth by the square.
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(accountIds.length).toBeLessThanOrEqual(1_000);
    expect(names.length).toBeLessThanOrEqual(LIMITS.mentions);
  });
});
