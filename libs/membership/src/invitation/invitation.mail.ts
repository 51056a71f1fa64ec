import { plainName, quotedLines, writeBilingualLetter, writeLetter, type Letter, type MailText } from '#platform/mail';
import type { Language } from '#identity';

/** What an invitation says. */
export interface InvitationLetter {
  /** Name of the community in each language. */
  readonly names: Readonly<Record<Language, string>>;
  /** Belonging there is nobody else's affair: the letter holds the link alone, which names it to whoever opens it. */
  readonly discreet: boolean;
  /** Name of who invites; null where that is not said. */
  readonly inviter: string | null;
  readonly message: string | null;
  /** Until when the link works, ISO 8601. */
  readonly expiresAt: string;
}

/**
 * To an address that a facilitator invites: the link, and nothing that works without it. A discreet one names neither
 * the community nor who invites, and leaves out the word, which the page shows. In two languages, the likelier one
 * first, where nobody knows which of them is the reader's.
 */
export function invitationLetter(
  [language, other]: readonly [Language, Language?],
  site: string,
  secret: string,
  said: InvitationLetter,
): MailText {
  const letter = letterIn(language, site, secret, said);
  return other ? writeBilingualLetter(letter, letterIn(other, site, secret, said)) : writeLetter(letter);
}

function letterIn(language: Language, site: string, secret: string, said: InvitationLetter): Letter {
  const url = `${site}/invitation#token=${secret}`;
  const community = plainName(said.names[language]);
  const inviter = said.inviter === null || said.discreet ? null : plainName(said.inviter);
  const message = said.discreet ? null : said.message;
  const until = dayOf(said.expiresAt, language);
  return language === 'FR'
    ? {
        language,
        site,
        subject: said.discreet ? 'Une invitation sur Copse' : `Invitation\u00a0: ${community}`,
        before: [
          'Bonjour,',
          said.discreet
            ? 'Vous êtes invité·e à faire partie d’une communauté sur Copse. Le lien vous dira laquelle.'
            : inviter === null
              ? `Vous êtes invité·e à faire partie de la communauté «\u00a0${community}\u00a0» sur Copse.`
              : `${inviter} vous invite à faire partie de la communauté «\u00a0${community}\u00a0» sur Copse.`,
          ...quoted(message, 'Un mot accompagne cette invitation\u00a0:'),
        ],
        action: { label: 'Voir l’invitation', url },
        after: [
          `Ce lien fonctionne une seule fois, jusqu’au ${until}, pour la personne à qui appartient cette adresse.`,
          'Si ce message ne vous dit rien, ignorez-le\u00a0: rien ne se passera.',
        ],
      }
    : {
        language,
        site,
        subject: said.discreet ? 'An invitation on Copse' : `Invitation: ${community}`,
        before: [
          'Hello,',
          said.discreet
            ? 'You are invited to a community on Copse. The link tells you which.'
            : inviter === null
              ? `You are invited to the community “${community}” on Copse.`
              : `${inviter} invites you to the community “${community}” on Copse.`,
          ...quoted(message, 'A word comes with this invitation:'),
        ],
        action: { label: 'See the invitation', url },
        after: [
          `This link works once, until ${until}, for the person whose address this is.`,
          'If this message means nothing to you, please ignore it: nothing will happen.',
        ],
      };
}

/** The facilitator's word, with a sentence before it; nothing for none. */
function quoted(message: string | null, introduction: string): string[] {
  const lines = quotedLines(message ?? '');
  return lines.length === 0 ? [] : [introduction, ...lines];
}

/** The day in words; the first of a month is 1er in French. */
const dayOf = (at: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'FR' ? 'fr-CA' : 'en-CA', { dateStyle: 'long', timeZone: 'UTC' })
    .format(new Date(at))
    .replace(/^1 /, '1er ');
