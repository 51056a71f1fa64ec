import { plainName, writeLetter, type MailText } from '#platform/mail';
import type { Language } from '../viewer/language.type.js';

/** To an account whose owner forgot the password: the link that sets a new one. */
export function resetLetter(language: Language, name: string, site: string, secret: string): MailText {
  const url = `${site}/reset-password#token=${secret}`;
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: 'Choisissez un nouveau mot de passe',
        before: [
          `Bonjour ${plainName(name)},`,
          'Quelqu’un, peut-être vous, a demandé un nouveau mot de passe pour votre compte Copse.',
        ],
        action: { label: 'Choisir un nouveau mot de passe', url },
        after: [
          'Ce lien fonctionne une seule fois, pendant 30 minutes. Partout où vous avez ouvert une session, il faudra en ouvrir une nouvelle.',
          'Si ce n’était pas vous, ignorez ce message : rien n’a changé.',
        ],
      })
    : writeLetter({
        language,
        site,
        subject: 'Choose a new password',
        before: [
          `Hello ${plainName(name)},`,
          'Somebody, perhaps you, asked for a new password for your Copse account.',
        ],
        action: { label: 'Choose a new password', url },
        after: [
          'This link works once, within 30 minutes. You will have to sign in again wherever you are signed in.',
          'If it was not you, please ignore this message: nothing has changed.',
        ],
      });
}

/** To an account whose password was changed: so that the owner notices if somebody else did it. */
export function passwordChangedLetter(language: Language, name: string, site: string): MailText {
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: 'Votre mot de passe a été changé',
        before: [`Bonjour ${plainName(name)},`, 'Le mot de passe de votre compte Copse vient d’être changé.'],
        after: [
          'Si ce n’était pas vous, demandez un nouveau mot de passe sur la page où l’on ouvre une session et écrivez à l’administration du site.',
        ],
      })
    : writeLetter({
        language,
        site,
        subject: 'Your password was changed',
        before: [`Hello ${plainName(name)},`, 'The password of your Copse account has just been changed.'],
        after: [
          'If it was not you, ask for a new password on the sign-in page and write to the administrators of the site.',
        ],
      });
}
