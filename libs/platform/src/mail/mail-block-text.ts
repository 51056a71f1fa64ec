import type { MailBlock, MailFootLine, MailItem } from './mail-block.js';
import type { MailLanguage } from './mail-text.js';
import { once } from './once.js';
import { plainName, plainTitle } from './plain-name.js';

/** A block of a page as plain text. */
export function blockText(block: MailBlock, language: MailLanguage): string {
  switch (block.kind) {
    case 'words':
      return block.text;
    case 'section':
      return `${block.title}\n${'-'.repeat([...block.title].length)}`;
    case 'item':
      return itemOnce(block);
    case 'post':
      return `${[plainName(block.author), plainTitle(block.meta ?? '')].filter(Boolean).join(' · ')}\n\n${bodyText(block.text)}`;
    case 'button':
    case 'more':
      return `${block.label}${colonOf(language)}\n${block.url}`;
  }
}

/** A line under the page as plain text. */
export const footText = ({ text, links = [] }: MailFootLine, language: MailLanguage): string =>
  [...(text === undefined ? [] : [text]), ...links.map(({ label, url }) => `${label}${colonOf(language)} ${url}`)].join(
    '\n',
  );

const itemOnce = once(itemText);

function itemText({ title, url, label, meta, author, excerpt }: MailItem): string {
  const about = [label, meta].flatMap((words) => (words === undefined ? [] : [plainTitle(words)])).join(' · ');
  const said = [author === undefined ? undefined : plainName(author), excerpt].filter(Boolean).join(' – ');
  return [plainTitle(title) || url, ...[about, said, url].filter(Boolean).map((line) => `  ${line}`)].join('\n');
}

/** A line of "-- " would end the message for mail programs, which fold away what follows it. */
const bodyText = (text: string): string => text.trim().replace(/^--[ \t]+$/gm, '--');

const colonOf = (language: MailLanguage): string => (language === 'FR' ? '\u00a0:' : ':');
