import type { Language } from '#identity';
import { isDiscreet } from '#membership';
import { plainName, plainTitle, writePage, type MailBlock, type MailText } from '#platform/mail';
import { forMail, textForMail } from '#platform/text';
import { placeOf, subjectOfPrivate, type MailCommunity } from '../letter/private-mail.js';

/** What a letter about a post tells. */
export interface LetterMatter {
  readonly post: {
    readonly id: string;
    readonly number: number;
    readonly body: string;
    readonly bodyHtml: string;
    readonly answeredNumber: number | null;
  };
  readonly thread: { readonly id: string; readonly title: string };
  /** Name of who wrote the post. */
  readonly author: string;
  readonly community: MailCommunity;
  /** As {@link wordsOf} made them, once for all letters about the post. */
  readonly words: PostWords;
}

/** What was written, for both parts of a letter. */
export interface PostWords {
  readonly html: string;
  readonly text: string;
}

/** What a post says, whose links lead where its community's letters may lead. */
export const wordsOf = (
  { body, bodyHtml }: Pick<LetterMatter['post'], 'body' | 'bodyHtml'>,
  thread: { readonly id: string },
  community: MailCommunity,
  site: string,
): PostWords => ({
  html: forMail(bodyHtml, site, placeOfThread(thread, community, site)),
  text: textForMail(body, site),
});

const placeOfThread = ({ id }: { readonly id: string }, community: MailCommunity, site: string): string =>
  `${site}${placeOf(community)}/d/${id}`;

/** Why the letter comes, how much it may say, and what ends it. */
export interface LetterTerms {
  readonly reader: { readonly everyPost: boolean; readonly contentInMail: boolean; readonly token: string };
}

/**
 * About one post. Of a private community it says that there is one, and what it says only where its reader asked for
 * that; its subject never says more.
 */
export function postLetter(language: Language, site: string, told: LetterMatter & LetterTerms): MailText {
  const { post, thread, community, reader } = told;
  const isOpen = community.visibility === 'PUBLIC';
  const says = isOpen || reader.contentInMail;
  const words = WORDS[language];
  const url = `${placeOfThread(thread, community, site)}#post-${post.number}`;
  const name = plainName(community.names[language]);
  const title = plainTitle(thread.title);
  const isReply = post.number > 1;
  const content: MailBlock[] = says
    ? [
        {
          kind: 'post',
          author: told.author,
          ...(post.answeredNumber === null ? {} : { meta: words.answers(post.answeredNumber) }),
          ...told.words,
          lang: null,
        },
      ]
    : [
        { kind: 'words', text: isReply ? words.somebodyReplied : words.somebodyStarted },
        { kind: 'words', text: words.saysNoMore, quiet: true },
      ];
  return writePage({
    language,
    subject: isOpen ? words.subject(name, title, isReply) : subjectOfPrivate(language),
    heading: says ? title : subjectOfPrivate(language),
    ...(says ? { headingLang: null, over: isDiscreet(community) ? words.oneOfYours : name } : {}),
    blocks: [...content, { kind: 'button', label: words.button, url }],
    foot: [
      { text: reader.everyPost ? words.whyEach : words.whyMention },
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

const WORDS = {
  EN: {
    subject: (name: string, title: string, isReply: boolean) => `${isReply ? 'Re: ' : ''}[${name}] ${title}`,
    answers: (number: number) => `answers post ${number}`,
    oneOfYours: 'One of your communities',
    somebodyReplied: 'Somebody replied to a discussion in one of your private communities.',
    somebodyStarted: 'Somebody started a discussion in one of your private communities.',
    saysNoMore:
      'As the community is private, this message says no more. In the settings of your mail you can ask for what was written.',
    button: 'Read and reply',
    whyEach: 'You asked for a message for each post of this community.',
    whyMention: 'This post mentions or quotes you, and you asked for a message where one does.',
    change: 'Change when mail comes',
    stop: 'Stop the mail of this community',
  },
  FR: {
    subject: (name: string, title: string, isReply: boolean) => `${isReply ? 'Re: ' : ''}[${name}] ${title}`,
    answers: (number: number) => `en réponse au message ${number}`,
    oneOfYours: 'Une de vos communautés',
    somebodyReplied: 'Une réponse est arrivée dans une discussion d’une de vos communautés privées.',
    somebodyStarted: 'Une discussion commence dans une de vos communautés privées.',
    saysNoMore:
      'Comme la communauté est privée, ce courriel n’en dit pas davantage. Dans les réglages du courriel, vous pouvez demander à recevoir ce qui a été écrit.',
    button: 'Lire et répondre',
    whyEach: 'Vous avez demandé un courriel pour chaque message de cette communauté.',
    whyMention: 'Ce message vous mentionne ou vous cite, et vous avez demandé un courriel dans ce cas.',
    change: 'Choisir quand les courriels arrivent',
    stop: 'Ne plus recevoir les courriels de cette communauté',
  },
} as const;
