import { plainName, writeLetter, type MailText } from '#platform/mail';
import type { Language } from '#identity';
import type { CommunityType } from '#communities';
import { discreetLetter, isDiscreet } from '../discreet.mail.js';

/** What a letter needs to know of a community. */
type LetterCommunity = Pick<CommunityType, 'slug' | 'names' | 'eligibility'>;

/**
 * To a facilitator: an administrator made somebody else one, who reads from now on what facilitators read. Where
 * belonging is nobody else's affair, the letter names neither the person nor the community.
 */
export function facilitatorAppointedLetter(
  language: Language,
  community: LetterCommunity,
  appointed: string,
  site: string,
): MailText {
  if (isDiscreet(community)) {
    return discreetLetter(
      language,
      site,
      language === 'FR'
        ? {
            subject: 'Un changement sur Copse',
            said: [
              'L’administration du site a changé qui peut faire quoi dans une de vos communautés sur Copse. Le registre de la communauté le dit.',
            ],
          }
        : {
            subject: 'A change on Copse',
            said: [
              'An administrator of the site changed who may do what in one of your communities on Copse. The community’s log says it.',
            ],
          },
    );
  }
  const name = plainName(community.names[language]);
  const url = `${site}/c/${community.slug}`;
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: `Nouvelle animation\u00a0: ${name}`,
        before: [
          `L’administration du site a confié l’animation de la communauté «\u00a0${name}\u00a0», que vous animez, à ${plainName(appointed)}.`,
          'Cette personne voit désormais ce que vous y voyez, y compris les demandes d’adhésion. Le registre de la communauté en garde la trace.',
        ],
        action: { label: 'Voir la communauté', url },
      })
    : writeLetter({
        language,
        site,
        subject: `A new facilitator: ${name}`,
        before: [
          `An administrator of the site made ${plainName(appointed)} a facilitator of the community “${name}”, which you lead.`,
          'From now on this person sees what you see there, applications included. The community’s log keeps it.',
        ],
        action: { label: 'See the community', url },
      });
}

/**
 * To whoever was made a facilitator: what that means. Where belonging is nobody else's affair, the letter names neither
 * the community nor what its reader became.
 */
export function facilitatorWelcomeLetter(language: Language, community: LetterCommunity, site: string): MailText {
  if (isDiscreet(community)) {
    return discreetLetter(
      language,
      site,
      language === 'FR'
        ? {
            subject: 'Un changement sur Copse',
            said: ['Ce que vous pouvez faire dans une de vos communautés sur Copse a changé.'],
          }
        : {
            subject: 'A change on Copse',
            said: ['What you can do in one of your communities on Copse has changed.'],
          },
    );
  }
  const name = plainName(community.names[language]);
  const url = `${site}/c/${community.slug}`;
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: `Vous animez maintenant «\u00a0${name}\u00a0»`,
        before: [
          `On vous a confié l’animation de la communauté «\u00a0${name}\u00a0».`,
          'Vous décidez désormais des demandes d’adhésion, invitez des gens et voyez à la bonne entente. Ce qui attend votre décision vous est annoncé par courriel.',
        ],
        action: { label: 'Voir la communauté', url },
      })
    : writeLetter({
        language,
        site,
        subject: `You now lead “${name}”`,
        before: [
          `You were made a facilitator of the community “${name}”.`,
          'From now on you decide applications, invite people and keep order there. What waits for your decision is announced to you by mail.',
        ],
        action: { label: 'See the community', url },
      });
}
