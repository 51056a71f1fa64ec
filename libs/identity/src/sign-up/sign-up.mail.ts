import { plainName, writeLetter, type MailText } from '#platform/mail';
import type { Language } from '../viewer/language.type.js';

/** To a new account: the link that proves the address. */
export function verifyLetter(language: Language, name: string, site: string, secret: string): MailText {
  const url = `${site}/verify#token=${secret}`;
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: 'Confirmez votre adresse courriel',
        before: [
          `Bonjour ${plainName(name)},`,
          'Bienvenue sur Copse. Pour participer, confirmez que cette adresse est bien la vôtre.',
        ],
        action: { label: 'Confirmer mon adresse', url },
        after: [
          'Ce lien fonctionne une seule fois, pendant 48 heures.',
          'Si vous n’avez pas créé de compte, ignorez ce message.',
        ],
      })
    : writeLetter({
        language,
        site,
        subject: 'Confirm your e-mail address',
        before: [
          `Hello ${plainName(name)},`,
          'Welcome to Copse. To take part, please confirm that this address is yours.',
        ],
        action: { label: 'Confirm my address', url },
        after: ['This link works once, within 48 hours.', 'If you did not sign up, please ignore this message.'],
      });
}

/** To the owner of an address that somebody wanted to sign up, or to move an account to, once more. */
export function alreadyRegisteredLetter(language: Language, name: string, site: string): MailText {
  const url = `${site}/sign-in`;
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: 'Vous avez déjà un compte',
        before: [
          `Bonjour ${plainName(name)},`,
          'Quelqu’un, peut-être vous, a voulu utiliser cette adresse pour un compte Copse. Vous en avez déjà un.',
        ],
        action: { label: 'Ouvrir une session', url },
        after: [
          'Si vous avez oublié votre mot de passe, vous pouvez en choisir un autre sur cette page.',
          'Si ce n’était pas vous, ignorez ce message : rien n’a changé.',
        ],
      })
    : writeLetter({
        language,
        site,
        subject: 'You already have an account',
        before: [
          `Hello ${plainName(name)},`,
          'Somebody, perhaps you, wanted to use this address for a Copse account. You have one already.',
        ],
        action: { label: 'Sign in', url },
        after: [
          'If you forgot your password, you can choose another on that page.',
          'If it was not you, please ignore this message: nothing has changed.',
        ],
      });
}
