import { plainName, writeLetter, type MailText } from '#platform/mail';
import type { Language } from '../viewer/language.type.js';

const HALF_A_DAY_MS = 12 * 3600 * 1000;

/**
 * The last day of a suspension as its reader writes it; the first of a month is 1er in French. Administrators choose
 * whole days, so the moment is a midnight in their zone: the nearest midnight in the reader's ends the same day.
 */
function lastDayOf(until: string, language: Language, timeZone: string): string {
  const within = new Date(Date.parse(until) - HALF_A_DAY_MS);
  return new Intl.DateTimeFormat(language === 'FR' ? 'fr-CA' : 'en-CA', { dateStyle: 'long', timeZone })
    .format(within)
    .replace(/^1 /, '1er ');
}

/** Why, and until when: the moment is shown as a day in the reader's own time zone (UTC: not known). */
export interface SaidSuspension {
  readonly until: string;
  readonly reason: string;
  readonly timeZone: string;
}

/** To an account that was suspended: until when and why. The reason is an administrator's words, made plain. */
export function suspendedLetter(
  language: Language,
  name: string,
  site: string,
  { until, reason, timeZone }: SaidSuspension,
): MailText {
  const day = lastDayOf(until, language, timeZone);
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: 'Votre compte est suspendu',
        before: [
          `Bonjour ${plainName(name)},`,
          `L’administration du site a suspendu votre compte Copse jusqu’à la fin du ${day}. D’ici là, vous ne pouvez pas ouvrir de session et vous ne recevez pas de messages.`,
          `Motif\u00a0: ${plainName(reason)}`,
        ],
        after: [
          'Ce que vous avez écrit reste en place. Si vous y voyez une erreur, écrivez à l’administration du site.',
        ],
      })
    : writeLetter({
        language,
        site,
        subject: 'Your account is suspended',
        before: [
          `Hello ${plainName(name)},`,
          `The administrators of the site have suspended your Copse account until the end of ${day}. Until then you cannot sign in, and you receive no messages.`,
          `Reason: ${plainName(reason)}`,
        ],
        after: [
          'What you wrote stays. If you think this is a mistake, please write to the administrators of the site.',
        ],
      });
}

/** To an account whose suspension ended before its day. */
export function suspensionLiftedLetter(language: Language, name: string, site: string): MailText {
  const url = `${site}/sign-in`;
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: 'Votre compte n’est plus suspendu',
        before: [
          `Bonjour ${plainName(name)},`,
          'L’administration du site a levé la suspension de votre compte Copse. Vous pouvez de nouveau ouvrir une session.',
        ],
        action: { label: 'Ouvrir une session', url },
      })
    : writeLetter({
        language,
        site,
        subject: 'Your account is no longer suspended',
        before: [
          `Hello ${plainName(name)},`,
          'The administrators of the site have lifted the suspension of your Copse account. You can sign in again.',
        ],
        action: { label: 'Sign in', url },
      });
}
