import type { Language } from '#identity';
import { isDiscreet } from '#membership';
import { plainName, writePage, type MailBlock, type MailText } from '#platform/mail';
import { placeOf, subjectOfPrivate, type MailCommunity } from '../letter/private-mail.js';
import { RANKS, type DigestContent, type DigestItem, type DigestResource } from './digest-content.js';

/** A digest and who reads it. */
export interface Digest {
  readonly content: DigestContent;
  readonly reader: { readonly token: string; readonly timeZone: string };
  /** The hour for which it was written. */
  readonly at: string;
}

/** What digests that are written together say alike; the page renders each of these blocks once. */
export interface SharedWords {
  readonly blocks: Map<string, MailBlock>;
  readonly days: Map<string, string>;
}

/** For digests to be written together. */
export const noWordsYet = (): SharedWords => ({ blocks: new Map(), days: new Map() });

/**
 * What is new in all communities of a reader. Of private ones it says how much, and what only where its reader asked for
 * that; where it tells of nothing else its subject is that of all their mail.
 */
export function digestLetter(
  language: Language,
  site: string,
  { content, reader, at }: Digest,
  shared: SharedWords = noWordsYet(),
): MailText {
  const words = WORDS[language];
  const day = sharedDay(shared, at, reader.timeZone, language);
  const { items, resources, moreThreads, moreResources } = content;
  const open = [...items, ...resources].some(({ community }) => community.visibility === 'PUBLIC');
  const blocks: MailBlock[] = RANKS.flatMap((rank) => {
    const here = items.filter(({ thread }) => thread.rank === rank);
    if (here.length === 0) return [];
    return [
      { kind: 'section', title: words.sections[rank] } as const,
      ...here.map((item) => sharedBlockOf(shared, item, language, site)),
    ];
  });
  if (moreThreads > 0) blocks.push({ kind: 'more', label: words.moreThreads(moreThreads), url: `${site}/` });
  if (resources.length > 0) {
    blocks.push({ kind: 'section', title: words.resources });
    blocks.push(...resources.map((resource) => resourceBlock(resource, language, site)));
    if (moreResources > 0) blocks.push({ kind: 'more', label: words.moreResources(moreResources), url: `${site}/` });
  }
  const titles = items.flatMap(({ thread, words: said }) => (said === null ? [] : [thread.title]));
  return writePage({
    language,
    subject: open ? words.subject(day) : subjectOfPrivate(language),
    ...(titles.length > 0 ? { preview: titles.slice(0, 3).join(' · ') } : {}),
    heading: open ? words.heading : subjectOfPrivate(language),
    over: words.over(day),
    blocks: [...blocks, { kind: 'button', label: words.button, url: `${site}/` }],
    foot: [
      { text: words.why },
      {
        links: [
          { label: words.change, url: `${site}/settings/mail` },
          { label: words.stop, url: `${site}/unsubscribe/${reader.token}` },
        ],
      },
    ],
    site,
  });
}

/** Two readers who have as much to read of a thread are told the same words. */
function sharedBlockOf({ blocks }: SharedWords, item: DigestItem, language: Language, site: string): MailBlock {
  const { threadId, number, count } = item.thread;
  const key = [language, threadId, number, count, item.words !== null].join('/');
  const block = blocks.get(key) ?? blockOf(item, language, site);
  blocks.set(key, block);
  return block;
}

function blockOf({ thread, community, words: said }: DigestItem, language: Language, site: string): MailBlock {
  const words = WORDS[language];
  const url = `${site}${placeOf(community)}/d/${thread.threadId}#post-${thread.number}`;
  const isNew = thread.number === 1;
  const amount = isNew ? words.newThread(thread.count - 1) : words.newReplies(thread.count);
  if (said === null) return { kind: 'item', title: amount, url, meta: words.inPrivate };
  const meta = `${amount} · ${nameOf(community, language)}`;
  return { kind: 'item', title: thread.title, url, meta, author: said.author, excerpt: said.excerpt, lang: null };
}

function resourceBlock({ id, title, lang, community }: DigestResource, language: Language, site: string): MailBlock {
  const words = WORDS[language];
  const url = `${site}${placeOf(community)}/r/${id}`;
  return title === null
    ? { kind: 'item', title: words.aResource, url, meta: words.inPrivate }
    : { kind: 'item', title, url, meta: nameOf(community, language), lang };
}

/** Where belonging is nobody else's affair, also mail that says what was written says not where. */
const nameOf = (community: MailCommunity, language: Language): string =>
  isDiscreet(community) ? WORDS[language].oneOfYours : plainName(community.names[language]);

/** Asking the calendar of a zone takes as long as writing the rest. */
function sharedDay({ days }: SharedWords, at: string, timeZone: string, language: Language): string {
  const key = [language, at, timeZone].join('/');
  const day = days.get(key) ?? dayOf(at, timeZone, language);
  days.set(key, day);
  return day;
}

/** The day in the reader's zone, the first of a month as 1er in French; PostgreSQL knows zones that Node may not. */
function dayOf(at: string, timeZone: string, language: Language): string {
  const written = (zone: string) =>
    new Intl.DateTimeFormat(language === 'FR' ? 'fr-CA' : 'en-CA', {
      day: 'numeric',
      month: 'long',
      timeZone: zone,
    })
      .format(new Date(at))
      .replace(/^1 /, '1er ');
  try {
    return written(timeZone);
  } catch {
    return written('UTC');
  }
}

const WORDS = {
  EN: {
    subject: (day: string) => `New in your communities on Copse, ${day}`,
    heading: 'New in your communities',
    over: (day: string) => `Your digest of ${day}`,
    sections: {
      MENTIONED: 'You are mentioned',
      FOLLOWED: 'Discussions that you follow',
      UNANSWERED: 'Without an answer yet',
      OTHER: 'Other discussions',
    },
    newThread: (replies: number) => {
      if (replies <= 0) return 'New discussion';
      return replies === 1 ? 'New discussion, 1 reply' : `New discussion, ${replies} replies`;
    },
    newReplies: (count: number) => (count === 1 ? '1 new reply' : `${count} new replies`),
    moreThreads: (count: number) => (count === 1 ? 'and 1 more discussion' : `and ${count} more discussions`),
    resources: 'New in the libraries',
    moreResources: (count: number) => (count === 1 ? 'and 1 more resource' : `and ${count} more resources`),
    aResource: 'A new resource',
    inPrivate: 'In one of your private communities',
    oneOfYours: 'One of your communities',
    button: 'Open Copse',
    why: 'You get this digest as a member of communities on Copse. It tells of what you have not read yet.',
    change: 'Change when mail comes',
    stop: 'Stop the digest',
  },
  FR: {
    subject: (day: string) => `Du nouveau dans vos communautés sur Copse, ${day}`,
    heading: 'Du nouveau dans vos communautés',
    over: (day: string) => `Votre résumé du ${day}`,
    sections: {
      MENTIONED: 'On vous mentionne',
      FOLLOWED: 'Discussions que vous suivez',
      UNANSWERED: 'Encore sans réponse',
      OTHER: 'Autres discussions',
    },
    newThread: (replies: number) => {
      if (replies <= 0) return 'Nouvelle discussion';
      return replies === 1 ? 'Nouvelle discussion, 1 réponse' : `Nouvelle discussion, ${replies} réponses`;
    },
    newReplies: (count: number) => (count === 1 ? '1 nouvelle réponse' : `${count} nouvelles réponses`),
    moreThreads: (count: number) => (count === 1 ? 'et 1 autre discussion' : `et ${count} autres discussions`),
    resources: 'Du nouveau dans les bibliothèques',
    moreResources: (count: number) => (count === 1 ? 'et 1 autre ressource' : `et ${count} autres ressources`),
    aResource: 'Une nouvelle ressource',
    inPrivate: 'Dans une de vos communautés privées',
    oneOfYours: 'Une de vos communautés',
    button: 'Ouvrir Copse',
    why: 'Vous recevez ce résumé à titre de membre de communautés sur Copse. Il présente ce que vous n’avez pas encore lu.',
    change: 'Choisir quand les courriels arrivent',
    stop: 'Ne plus recevoir le résumé',
  },
} as const;
