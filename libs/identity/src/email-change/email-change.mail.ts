import { plainName, writeLetter, type MailText } from '#platform/mail';
import type { Language } from '../viewer/language.type.js';

/** To the new address of an account: the link that takes it over. */
export function confirmEmailLetter(language: Language, name: string, site: string, secret: string): MailText {
  const url = `${site}/confirm-email#token=${secret}`;
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: 'Confirmez votre nouvelle adresse',
        before: [`Bonjour ${plainName(name)},`, 'Vous avez demandé à utiliser cette adresse pour votre compte Copse.'],
        action: { label: 'Confirmer cette adresse', url },
        after: ['Ce lien fonctionne une seule fois, pendant 24 heures.', 'Si ce n’était pas vous, ignorez ce message.'],
      })
    : writeLetter({
        language,
        site,
        subject: 'Confirm your new address',
        before: [`Hello ${plainName(name)},`, 'You asked to use this address for your Copse account.'],
        action: { label: 'Confirm this address', url },
        after: ['This link works once, within 24 hours.', 'If it was not you, please ignore this message.'],
      });
}

/** To the old address of an account, so that its owner notices if somebody else moved it. */
export function emailChangedLetter(language: Language, name: string, site: string): MailText {
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: 'L’adresse de votre compte a été changée',
        before: [
          `Bonjour ${plainName(name)},`,
          'Votre compte Copse utilise désormais une autre adresse courriel. Vous ne recevrez plus de messages ici.',
        ],
        after: ['Si ce n’était pas vous, écrivez tout de suite à l’administration du site.'],
      })
    : writeLetter({
        language,
        site,
        subject: 'The address of your account was changed',
        before: [
          `Hello ${plainName(name)},`,
          'Your Copse account now uses another e-mail address. You will receive no more messages here.',
        ],
        after: ['If it was not you, please write to the administrators of the site at once.'],
      });
}
