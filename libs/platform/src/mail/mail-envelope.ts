import { plainName } from './plain-name.js';

/** What a message says outside its text, in its headers; erased with it. */
export interface MailEnvelope {
  /** Whose words it brings: it comes from “<name> via <our own name>”, and always from our own address. */
  readonly fromName?: string;
  /** The conversation it belongs to, as one word such as `thread.<id>`: letters with the same word stand together. */
  readonly references?: string;
  /** The list it belongs to: one word such as `community.<id>`, and a name where everybody may know it. */
  readonly listId?: { readonly id: string; readonly name?: string };
  /** Address that ends such mail with one POST (RFC 8058), whoever sends it; opening it changes nothing. */
  readonly unsubscribe?: string;
}

/** Our own mailbox, as the settings say it. */
interface Mailbox {
  readonly name: string;
  readonly address: string;
}

const WORD = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,98}[A-Za-z0-9])?$/;
const ADDRESS = /^https?:\/\/[^\s<>,\p{Cc}\P{ASCII}]{1,500}$/u;
/** Of a name in a header, characters; no line of a message may be longer than 998 bytes, and a word cannot be folded. */
const LONGEST_NAME = 100;
const LONGEST_SUBJECT = 400;
/** What fits into one encoded word of 75 characters (RFC 2047), bytes. */
const WORD_BYTES = 45;

/** Refuses an envelope whose words could be read as something else in a header; such a one is our own mistake. */
export function checkEnvelope({ references, listId, unsubscribe }: MailEnvelope): void {
  for (const word of [references, listId?.id])
    if (word !== undefined && !WORD.test(word))
      throw new Error('A word of an envelope holds letters, digits, dots and dashes.');
  if (unsubscribe !== undefined && !ADDRESS.test(unsubscribe))
    throw new Error('What ends mail must be a plain http(s) address.');
}

/** A subject as a header may say it: one line, read in one direction, and nothing in it that reads as an encoded word. */
export const headerText = (text: string, longest = LONGEST_SUBJECT): string => {
  const line = text
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]+/gu, ' ')
    .replace(/=(?=\?)/g, '= ');
  return [...line].slice(0, longest).join('').trim();
};

/** Who a message comes from: our own address, and before our own name the name of whoever speaks. */
export function senderOf({ fromName = '' }: MailEnvelope, own: Mailbox): Mailbox {
  const name = headerText(plainName(fromName), LONGEST_NAME);
  return name === '' ? own : { name: `${name} via ${own.name}`, address: own.address };
}

/**
 * What nodemailer is told of an envelope. Both headers of a conversation are said, since some mail programs look at one
 * and some at the other; `host` makes our words unique in the world.
 */
export function headersOf({ references, listId, unsubscribe }: MailEnvelope, host: string) {
  const thread = references === undefined ? undefined : `<${references}@${host}>`;
  return {
    ...(thread === undefined ? {} : { references: thread, inReplyTo: thread }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(listId === undefined
        ? {}
        : { 'List-Id': { prepared: true, foldLines: true, value: `${phraseOf(listId.name)}<${listId.id}.${host}>` } }),
      ...(unsubscribe === undefined
        ? {}
        : {
            // Whole on one line, as the signature of the mail server covers it.
            'List-Unsubscribe': { prepared: true, value: `<${unsubscribe}>` },
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
  };
}

/** A name before an address in angle brackets, in quotes or as encoded words; nothing where there is none. */
function phraseOf(name = ''): string {
  const shown = headerText(plainName(name), LONGEST_NAME);
  if (shown === '') return '';
  if (/^[ -~]+$/.test(shown)) return `"${shown.replace(/["\\]/g, '\\$&')}" `;
  const words = [''];
  for (const sign of shown) {
    const longer = `${words.at(-1)}${sign}`;
    if (Buffer.byteLength(longer) > WORD_BYTES) words.push(sign);
    else words[words.length - 1] = longer;
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?= `).join('');
}
