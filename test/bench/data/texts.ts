import { renderMarkdown } from '#platform/text';
import { Random } from '../random.js';

/** What a post says, as written and as the product renders it. */
export interface Text {
  readonly body: string;
  readonly html: string;
}

const WORDS = (
  'the a collection museum object record loan exhibition visitor school label climate case archive small town volunteer ' +
  'budget grant digital photograph textile conservation storage shelf inventory catalogue accession donor community ' +
  'workshop question experience practice example result year month we you they could would should found tried learned ' +
  'with for about from into between because although when how why and or but not very rather often never always ' +
  'médiation œuvre réserve été où'
).split(' ');

const HOW_MANY = 400;

/** Posts as people write them: mostly a few paragraphs, some with a list, a quotation, a link, code or a table. */
export function makeTexts(): Text[] {
  const random = new Random(88_172_645);
  return Array.from({ length: HOW_MANY }, () => {
    const body = markdown(random);
    return { body, html: renderMarkdown(body) };
  });
}

function markdown(random: Random): string {
  const parts = Array.from({ length: 1 + random.below(3) }, () => paragraph(random));
  const extra = random.below(10);
  if (extra === 0) parts.push(lines(random, '- '));
  if (extra === 1) parts.push(lines(random, '> '));
  if (extra === 2) parts.push(`See [${sentence(random, 3)}](https://example.org/${random.below(1e6)}) for more.`);
  if (extra === 3) parts.push(`\`\`\`\n${lines(random, '')}\n\`\`\``);
  if (extra === 4) parts.push(`| what | how many |\n| --- | ---: |\n${lines(random, '| ').replaceAll('.', ' | 12 |')}`);
  return parts.join('\n\n');
}

const paragraph = (random: Random): string =>
  Array.from({ length: 1 + random.below(3) }, () => sentence(random, 6 + random.below(14))).join(' ');

const lines = (random: Random, prefix: string): string =>
  Array.from({ length: 2 + random.below(4) }, () => `${prefix}${sentence(random, 5)}`).join('\n');

function sentence(random: Random, words: number): string {
  const text = Array.from({ length: words }, () => random.of(WORDS));
  if (random.below(4) === 0) text[words >> 1] = `**${text[words >> 1]}**`;
  const joined = text.join(' ');
  return `${joined.charAt(0).toUpperCase()}${joined.slice(1)}.`;
}
