import { plainName, quotedLines, writeLetter, type MailText } from '#platform/mail';
import type { Language } from '#identity';
import type { CommunityType } from '#communities';
import { discreetLetter, isDiscreet } from '../discreet.mail.js';
import type { ApplicationStatus } from './application.type.js';

/** What a letter needs to know of a community. */
export type LetterCommunity = Pick<CommunityType, 'slug' | 'names' | 'eligibility'>;

/** Somebody's language. */
interface Reader {
  readonly language: Language;
}

/** How an application ended, for the letter to the applicant. */
export interface Decided {
  readonly status: Extract<ApplicationStatus, 'ACCEPTED' | 'DECLINED'>;
  readonly message: string | null;
  /** The machine declined it, because the community was archived. */
  readonly archived: boolean;
}

/**
 * To a facilitator: an application came. It holds no answer; `applicant` is null where even the name is nobody's affair
 * who reads over a shoulder.
 */
export function applicationLetter(
  { language }: Reader,
  community: LetterCommunity,
  applicant: string | null,
  site: string,
): MailText {
  if (isDiscreet(community)) {
    return discreetLetter(
      language,
      site,
      language === 'FR'
        ? {
            subject: 'Une demande vous attend sur Copse',
            said: ['Une demande est arrivée dans une de vos communautés sur Copse.'],
          }
        : {
            subject: 'An application waits for you on Copse',
            said: ['An application came in one of your communities on Copse.'],
          },
    );
  }
  const name = plainName(community.names[language]);
  const who = applicant === null ? null : plainName(applicant);
  const url = queueOf(community, site);
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: `Une demande d’adhésion\u00a0: ${name}`,
        before: [
          'Bonjour,',
          who === null
            ? `Une personne demande à faire partie de la communauté «\u00a0${name}\u00a0», que vous animez.`
            : `${who} demande à faire partie de la communauté «\u00a0${name}\u00a0», que vous animez.`,
        ],
        action: { label: 'Voir la demande', url },
        after: ['Ses réponses ne se lisent que sur le site.'],
      })
    : writeLetter({
        language,
        site,
        subject: `An application: ${name}`,
        before: [
          'Hello,',
          who === null
            ? `Somebody applies to join the community “${name}”, which you facilitate.`
            : `${who} applies to join the community “${name}”, which you facilitate.`,
        ],
        action: { label: 'See the application', url },
        after: ['The answers can be read on the site alone.'],
      });
}

/** To an administrator: something waits where nobody can decide. Neither who applied nor what they answered. */
export function unattendedLetter({ language }: Reader, community: LetterCommunity, site: string): MailText {
  if (isDiscreet(community)) {
    return discreetLetter(
      language,
      site,
      language === 'FR'
        ? {
            subject: 'Une demande attend sur Copse, et personne ne peut en décider',
            said: ['Une demande attend dans une communauté que personne n’anime.'],
            toStaff: true,
          }
        : {
            subject: 'An application waits on Copse, and nobody can decide it',
            said: ['An application waits in a community that has no facilitator.'],
            toStaff: true,
          },
    );
  }
  const name = plainName(community.names[language]);
  const url = `${site}/admin`;
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: `Une demande attend, et personne n’anime\u00a0: ${name}`,
        before: [
          'Bonjour,',
          `Une demande d’adhésion attend dans la communauté «\u00a0${name}\u00a0», et personne ne l’anime.`,
          'Seule une personne qui anime la communauté peut lire cette demande et en décider.',
        ],
        action: { label: 'Confier l’animation à quelqu’un', url },
      })
    : writeLetter({
        language,
        site,
        subject: `An application waits, and there is no facilitator: ${name}`,
        before: [
          'Hello,',
          `An application waits in the community “${name}”, which has no facilitator.`,
          'Only a facilitator can read it and decide.',
        ],
        action: { label: 'Appoint somebody', url },
      });
}

/** To a facilitator, every three days: so many applications wait, one of them for three days at least. */
export function reminderLetter(
  { language }: Reader,
  community: LetterCommunity,
  waiting: number,
  site: string,
): MailText {
  if (isDiscreet(community)) {
    return discreetLetter(
      language,
      site,
      language === 'FR'
        ? {
            subject: 'Rappel\u00a0: on attend votre réponse sur Copse',
            said: ['Une demande attend depuis trois jours ou plus dans une de vos communautés sur Copse.'],
          }
        : {
            subject: 'A reminder: somebody waits for you on Copse',
            said: ['An application has been waiting for three days or more in one of your communities on Copse.'],
          },
    );
  }
  const name = plainName(community.names[language]);
  const url = queueOf(community, site);
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: `Rappel\u00a0: ${name}`,
        before: [
          'Bonjour,',
          waiting === 1
            ? `Une demande d’adhésion attend votre décision dans la communauté «\u00a0${name}\u00a0», depuis trois jours ou plus.`
            : `${waiting} demandes d’adhésion attendent votre décision dans la communauté «\u00a0${name}\u00a0», la plus ancienne depuis trois jours ou plus.`,
        ],
        action: { label: waiting === 1 ? 'Voir la demande' : 'Voir les demandes', url },
      })
    : writeLetter({
        language,
        site,
        subject: `A reminder: ${name}`,
        before: [
          'Hello,',
          waiting === 1
            ? `An application has been waiting for your decision in the community “${name}” for three days or more.`
            : `${waiting} applications wait for your decision in the community “${name}”, the oldest for three days or more.`,
        ],
        action: { label: waiting === 1 ? 'See the application' : 'See the applications', url },
      });
}

/**
 * To the applicant: how it ended, with the facilitator's word. Where belonging is nobody else's affair it says only that
 * there is an answer: an administrator can read kept mail, and other people a screen.
 */
export function decisionLetter(reader: Reader, community: LetterCommunity, decided: Decided, site: string): MailText {
  const { language } = reader;
  if (isDiscreet(community)) return discreetDecisionLetter(reader, site);
  const name = plainName(community.names[language]);
  const url = `${site}/c/${community.slug}`;
  const accepted = decided.status === 'ACCEPTED';
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: accepted ? `Bienvenue\u00a0: ${name}` : `Votre demande d’adhésion\u00a0: ${name}`,
        before: [
          'Bonjour,',
          accepted
            ? `Votre demande est acceptée\u00a0: vous faites maintenant partie de la communauté «\u00a0${name}\u00a0».`
            : `Votre demande d’adhésion à la communauté «\u00a0${name}\u00a0» n’a pas été acceptée.`,
          ...(decided.archived ? ['La communauté est archivée et n’accueille plus personne.'] : []),
          ...quoted(decided.message, 'Un mot accompagne cette décision\u00a0:'),
        ],
        action: { label: 'Voir la communauté', url },
      })
    : writeLetter({
        language,
        site,
        subject: accepted ? `Welcome: ${name}` : `Your application: ${name}`,
        before: [
          'Hello,',
          accepted
            ? `Your application is accepted: you are now a member of the community “${name}”.`
            : `Your application to the community “${name}” was not accepted.`,
          ...(decided.archived ? ['The community has been archived and takes nobody new.'] : []),
          ...quoted(decided.message, 'A word comes with this decision:'),
        ],
        action: { label: 'See the community', url },
      });
}

const discreetDecisionLetter = ({ language }: Reader, site: string): MailText =>
  discreetLetter(
    language,
    site,
    language === 'FR'
      ? {
          subject: 'Votre demande sur Copse',
          said: [
            'Votre demande sur Copse a reçu une réponse. Pour la lire, ouvrez la page où vous aviez fait la demande.',
          ],
        }
      : {
          subject: 'Your application on Copse',
          said: ['Your application on Copse was answered. To read the answer, open the page where you applied.'],
        },
  );

const queueOf = ({ slug }: LetterCommunity, site: string): string => `${site}/c/${slug}/facilitate`;

/** The facilitator's word, with a sentence before it; nothing for none. */
const quoted = (message: string | null, introduction: string): string[] =>
  message === null ? [] : [introduction, ...quotedLines(message)];
