import type { Browser } from 'playwright-core';
import { violationsIn, WCAG } from '../../support/axe.js';
import { aWindow, picture } from '../../support/browser.js';
import { headerOf, type ReceivedMail } from '../../support/smtp-mailbox.js';

/** Every header that our mail may have; what stands beside them was smuggled in. */
const HEADERS = new Set(
  `auto-submitted content-transfer-encoding content-type date from in-reply-to list-id list-unsubscribe
  list-unsubscribe-post message-id mime-version references subject to x-auto-response-suppress`.split(/\s+/),
);
/** Marks of direction, with which a name turns what stands behind it. */
const TURNS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** What a mail server or program could take otherwise than it was meant: folding, bytes, lengths, headers of others. */
export function faultsOf({
  raw,
  headers,
  recipients,
  to,
  from,
  subject,
  references,
  inReplyTo,
}: ReceivedMail): string[] {
  const faults: string[] = [];
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
  for (const line of head.split('\r\n')) {
    if (!/^(?:[!-9;-~]+: ?|[ \t]+)[!-~]/.test(line)) faults.push(`no line of a header: ${JSON.stringify(line)}`);
    if (!/^[\t -~]*$/.test(line)) faults.push(`not ASCII: ${JSON.stringify(line)}`);
  }
  if (raw.split('\r\n').some((line) => line.length > 998 || /[\r\n]/.test(line)))
    faults.push('a line too long, or broken');
  const keys = headers.map(({ key }) => key);
  faults.push(...keys.filter((key) => !HEADERS.has(key)).map((key) => `unknown header ${key}`));
  if (new Set(keys).size < keys.length) faults.push(`a header twice: ${keys.join()}`);
  const people = [to, from && [from]].map((some) => some?.map(({ address }) => address));
  if (people.some((some) => some?.length !== 1))
    faults.push(`not one sender and one reader: ${JSON.stringify(people)}`);
  if (recipients.length !== 1 || recipients[0] !== people[0]?.[0]) faults.push(`brought to ${recipients.join()}`);
  for (const said of [subject, from?.name, to?.[0]?.name])
    if (/[\p{Cc}\u2028\u2029]|=\?/u.test(said ?? '') || TURNS.test(said ?? ''))
      faults.push(`says ${JSON.stringify(said)}`);
  if (references !== inReplyTo) faults.push('it stands elsewhere for some mail programs');
  return faults;
}

/**
 * Puts messages together as mail programs do (the algorithm of Jamie Zawinski, without its guess by subjects): a message
 * lies under the last of its References that is known by name, also where nobody has that message.
 */
export function conversations(mails: readonly ReceivedMail[]): ReceivedMail[][] {
  const under = new Map<string, string>();
  for (const mail of mails) {
    const chain = (mail.references ?? mail.inReplyTo ?? '').match(/<[^<>\s]+>/g) ?? [];
    for (const [at, id] of [...chain, nameOf(mail)].entries()) {
      const above = chain[at - 1];
      if (above !== undefined && above !== id && !under.has(id)) under.set(id, above);
    }
  }
  const rootOf = (id: string): string => {
    const above = under.get(id);
    return above === undefined ? id : rootOf(above);
  };
  return [...Map.groupBy(mails, (mail) => rootOf(nameOf(mail))).values()];
}

/** Its Message-ID. Throws where it has none, since then it belongs nowhere. */
function nameOf({ messageId, subject }: ReceivedMail): string {
  if (!messageId) throw new Error(`A message has no name: ${subject}`);
  return messageId;
}

/** The addresses in the text part, in their order. */
export const linksIn = ({ text = '' }: ReceivedMail): string[] =>
  [...text.matchAll(/https?:\/\/[^\s<>()]+/g)].map(([link]) => link.replace(/[.,;:]+$/, ''));

/** The words of a text without addresses and the marks of plain text, so that it can be held against the HTML. */
const wordsOf = (text: string): string[] =>
  text.replaceAll(/https?:\/\/[^\s<>()]+/g, ' ').match(/[\p{L}\p{N}’'-]*[\p{L}\p{N}]/gu) ?? [];

/** A subject as mail programs compare it. */
export const withoutRe = (subject = ''): string => subject.replace(/^Re: /, '');

/** The address that ends such mail by one click. */
export const unsubscribeLinkOf = (mail: ReceivedMail): string => headerOf(mail, 'List-Unsubscribe')?.slice(1, -1) ?? '';

/** What is wrong with a message of a list of the site at `origin`, whatever it tells. */
export function listFaultsOf(mail: ReceivedMail, origin: string): string[] {
  const links = linksIn(mail);
  const one = unsubscribeLinkOf(mail);
  return [
    ...faultsOf(mail),
    ...(mail.from?.address === 'noreply@localhost' ? [] : ['it is not from our address']),
    ...(headerOf(mail, 'Auto-Submitted') === 'auto-generated' ? [] : ['an answering machine may answer']),
    ...(headerOf(mail, 'List-Unsubscribe-Post') === 'List-Unsubscribe=One-Click' ? [] : ['no click ends it']),
    ...(one.startsWith(`${origin}/unsubscribe/`) && /\/[\w-]{32,}$/.test(one) ? [] : [`ended by ${one}`]),
    ...(links.includes(one) ? [] : ['its reader does not see how to end it']),
  ];
}

/** The HTML part as a telephone shows it. */
interface Shown {
  /** All addresses of its links, in their order. */
  readonly links: string[];
  readonly words: string[];
  /** What stands beyond the edge, was asked for, ran, leads nowhere, or cannot be read by everybody. */
  readonly faults: string[];
}

/**
 * What one part says and the other does not. Plain text names people and quoted posts without their addresses, and shows
 * no initials in place of a picture.
 */
export function differencesOf(mail: ReceivedMail, { links, words }: Shown): string[] {
  const [inText, spelled] = [linksIn(mail), wordsOf(mail.text ?? '')];
  const common = links.filter((link) => inText.includes(link));
  return [
    ...(spelled.length < 20 ? ['it says next to nothing'] : []),
    ...(common.join('\n') === inText.join('\n') ? [] : [`other links: ${inText.join()}`]),
    ...links.filter((link) => !inText.includes(link) && !/\/people\/[\w-]+$|#post-\d+$/.test(link)),
    ...spelled.filter((word) => !words.includes(word)),
    ...words.filter((word) => !spelled.includes(word) && !/^\p{Lu}{1,2}$/u.test(word)),
  ];
}

/** Opens the HTML part at the width of a telephone, by day and by night; `name` is that of its pictures. */
export async function show(browser: Browser, { html = '' }: ReceivedMail, name: string): Promise<Shown> {
  const { context, page } = await aWindow(browser, 'http://mail.invalid', { width: 390 });
  const faults: string[] = [];
  page.on('request', (request) => faults.push(`asked for ${request.url()}`));
  page.on('dialog', (dialog) => {
    faults.push(`a box: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.setContent(html);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await picture(page, `${name}-${colorScheme}`);
    const violations = await violationsIn(page, WCAG);
    faults.push(...violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}, ${colorScheme}: ${node.html}`)));
  }
  const { active, text, beyond, links } = await page.evaluate(() => ({
    links: [...document.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? ''),
    text: document.body.innerText,
    beyond: document.documentElement.scrollWidth - innerWidth,
    active: [...document.querySelectorAll('script,img,iframe,object,embed,form,input,link,base')].map(
      (one) => one.outerHTML,
    ),
  }));
  await context.close();
  if (beyond > 0) faults.push(`${beyond} pixels stand beyond the edge`);
  faults.push(...active, ...links.filter((link) => !/^https?:\/\/[a-z]/.test(link)));
  return { links, words: wordsOf(text), faults };
}
