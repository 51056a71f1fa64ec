import type { MailLanguage } from './mail-text.js';

/** One thing of a digest: where to go, and enough of it to know whether to go there. */
export interface MailItem {
  readonly kind: 'item';
  /** As its author wrote it; the page makes it harmless. */
  readonly title: string;
  /** The exact place on our site. */
  readonly url: string;
  /** Why it is here, in a word or two: “Mentions you”, “No answer yet”; the page makes it harmless. */
  readonly label?: string;
  /** How much, and where: “3 new replies · Accessible Exhibits”; the page makes it harmless. */
  readonly meta?: string;
  /** Who wrote what follows; the page makes it harmless. */
  readonly author?: string;
  /** Beginning of the words themselves. */
  readonly excerpt?: string;
  /** Language of title and excerpt, where they are not the page's own words; null: nobody knows. */
  readonly lang?: MailLanguage | null;
}

/** Somebody's words in full. */
export interface MailQuote {
  readonly kind: 'post';
  /** The name; the page makes it harmless. */
  readonly author: string;
  /** When, or what it answers; the page makes it harmless. */
  readonly meta?: string;
  /** Sanitized HTML with absolute addresses (`forMail` of platform/text); it stands in the page as it is. */
  readonly html: string;
  /** The same as plain text (`textForMail`). */
  readonly text: string;
  /** Language of the words; null: nobody knows. */
  readonly lang?: MailLanguage | null;
}

/** A sentence of ours; a quiet one is less important than the rest. */
export interface MailWords {
  readonly kind: 'words';
  readonly text: string;
  readonly quiet?: boolean;
}

/** The heading over the items that follow. */
export interface MailSection {
  readonly kind: 'section';
  readonly title: string;
}

/** Where to go: the one thing to do (`button`), or a quieter way on such as “and 12 more” (`more`). */
export interface MailWay {
  readonly kind: 'button' | 'more';
  readonly label: string;
  readonly url: string;
}

/** What a page is made of, from top to bottom. */
export type MailBlock = MailWords | MailSection | MailItem | MailQuote | MailWay;

/** A line under the page: why it came, how to change that, how to stop it. */
export interface MailFootLine {
  readonly text?: string;
  readonly links?: readonly { readonly label: string; readonly url: string }[];
}
