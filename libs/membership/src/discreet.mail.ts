import { writeLetter, type MailText } from '#platform/mail';
import type { Language } from '#identity';
import type { CommunityFacts } from '#communities';

/** What a discreet letter says. */
export interface DiscreetSaying {
  readonly subject: string;
  /** Sentences that name neither a community nor what the reader is there. */
  readonly said: readonly string[];
  /** For an administrator: the link leads to where the site is run. */
  readonly toStaff?: boolean;
}

/**
 * Belonging there is nobody else's affair: no letter names the community, nor what its reader is there, nor holds a link
 * that tells it. Administrators can read kept mail, and other people a screen.
 */
export const isDiscreet = ({ eligibility }: Pick<CommunityFacts, 'eligibility'>): boolean =>
  eligibility === 'SELF_IDENTIFIED';

/** A letter that only asks its reader to sign in: the start page lists their communities, or what waits for staff. */
export function discreetLetter(
  language: Language,
  site: string,
  { subject, said, toStaff = false }: DiscreetSaying,
): MailText {
  const url = toStaff ? `${site}/admin` : `${site}/`;
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject,
        before: [
          'Bonjour,',
          ...said,
          toStaff
            ? 'Ouvrez une session\u00a0: la page d’accueil de l’administration nomme les communautés où quelque chose attend.'
            : 'Ouvrez une session\u00a0: la page d’accueil énumère vos communautés.',
        ],
        action: { label: 'Ouvrir Copse', url },
        after: ['Pour préserver la vie privée de chacun, ce message n’en dit pas davantage.'],
      })
    : writeLetter({
        language,
        site,
        subject,
        before: [
          'Hello,',
          ...said,
          toStaff
            ? 'Sign in: the start page of the administration names the communities where something waits.'
            : 'Sign in: the start page lists your communities.',
        ],
        action: { label: 'Open Copse', url },
        after: ['To keep people’s affairs their own, this message says no more.'],
      });
}
