import { escapeHtml } from './escape-html.js';
import { blockHtml, linkHtml, part } from './mail-block-html.js';
import { blockText, footText } from './mail-block-text.js';
import type { MailBlock, MailFootLine } from './mail-block.js';
import { LOOK, looks, SHEET } from './mail-look.js';
import type { MailLanguage, MailText } from './mail-text.js';
import { plainTitle } from './plain-name.js';

/** A page that people are glad to get: a digest, or what one person wrote. Its sentences are ours. */
export interface MailPage {
  readonly language: MailLanguage;
  readonly subject: string;
  /** What mail programs show beside the subject in their list; not repeated on the page itself. */
  readonly preview?: string;
  /** What it is about; the page makes it harmless. */
  readonly heading: string;
  /** Language of the heading, where somebody wrote it; null: nobody knows. */
  readonly headingLang?: MailLanguage | null;
  /** Small words over the heading, such as the name of the community. */
  readonly over?: string;
  readonly blocks: readonly MailBlock[];
  readonly foot: readonly MailFootLine[];
  /** Address of the site. */
  readonly site: string;
}

/**
 * Writes a page as HTML and as plain text that say the same. The HTML is one column that fits a telephone, has its
 * looks inline for programs that drop style sheets, turns dark where the reader's screen is, and asks for nothing from
 * anywhere: no picture, no font, nothing that tells that it was read.
 */
export const writePage = (page: MailPage): MailText => ({
  subject: page.subject,
  text: textOf(page),
  html: htmlOf(page),
});

function textOf({ language, over, heading, blocks, foot, site }: MailPage): string {
  const top = [...(over === undefined ? [] : [plainTitle(over)]), plainTitle(heading)].join('\n');
  const lines = [
    ...foot.map((line) => footText(line, language)),
    `${COMES_FROM[language]}, ${site}\n${NO_ANSWERS[language]}`,
  ];
  return `${[top, ...blocks.map((block) => blockText(block, language)), `-- \n${lines.join('\n\n')}`].join('\n\n')}\n`;
}

function htmlOf({ language, subject, preview, over, heading, headingLang, blocks, foot, site }: MailPage): string {
  const inside = [
    ...(over === undefined ? [] : [part('p', 'over', escapeHtml(plainTitle(over)))]),
    part('h1', 'heading', escapeHtml(plainTitle(heading)), headingLang),
    ...blocks.map((block, at) => blockHtml(block, blocks[at + 1]?.kind !== block.kind)),
  ];
  return `<!doctype html>
<html lang="${language.toLowerCase()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${escapeHtml(subject)}</title>
<style>
${SHEET}
</style>
</head>
<body ${looks('paper')}>
${preview === undefined ? '' : previewHtml(preview)}<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" border="0" style="${LOOK.paper};width:100%;table-layout:fixed"><tr><td align="center" ${looks('around')}>
${OUTLOOK_BEGINS}
<div ${looks('page')}>
${part('p', 'brand', 'Copse')}
<div ${looks('surface')}>
${inside.join('\n')}
</div>
<div ${looks('foot')}>
${[...foot.map(footHtml), fromHtml(language, site)].join('\n')}
</div>
</div>
${OUTLOOK_ENDS}
</td></tr></table>
</body>
</html>
`;
}

const COMES_FROM: Record<MailLanguage, string> = {
  EN: 'This message comes from Copse',
  FR: 'Ce courriel vient de Copse',
};

/** Whoever answers all the same shall not believe that somebody read it. */
const NO_ANSWERS: Record<MailLanguage, string> = {
  EN: 'Answers to this message reach nobody: please write on the site.',
  FR: 'Personne ne reçoit les réponses à ce courriel\u00a0: écrivez plutôt sur le site.',
};

/** Outlook on Windows knows no greatest width; it alone reads these comments. */
const OUTLOOK_BEGINS =
  '<!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->';
const OUTLOOK_ENDS = '<!--[if mso]></td></tr></table><![endif]-->';

/** The blanks after the words keep the page's own beginning out of the list of messages. */
const previewHtml = (preview: string): string =>
  `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escapeHtml(preview)}${'&#847;&zwnj;&nbsp;'.repeat(60)}</div>\n`;

const footHtml = ({ text, links = [] }: MailFootLine): string =>
  part(
    'p',
    'footLine',
    [
      ...(text === undefined ? [] : [`${escapeHtml(text)}${links.length > 1 ? '<br>' : ''}`]),
      links.map(({ label, url }) => linkHtml('footLink', label, url)).join(' · '),
    ]
      .filter(Boolean)
      .join(' '),
  );

const fromHtml = (language: MailLanguage, site: string): string =>
  part(
    'p',
    'footLine',
    `${escapeHtml(COMES_FROM[language])}, ${linkHtml('footLink', site, site)}<br>${escapeHtml(NO_ANSWERS[language])}`,
  );
