import { plainName, writeLetter, type MailText } from '#platform/mail';
import type { Language } from '#identity';
import type { CommunityType } from '#communities';
import { discreetLetter, isDiscreet } from '../discreet.mail.js';

/** What a letter needs to know of a community. */
type LetterCommunity = Pick<CommunityType, 'slug' | 'names' | 'eligibility'>;

/** To an administrator: nobody leads a community any more. */
export function leaderlessLetter(language: Language, community: LetterCommunity, site: string): MailText {
  if (isDiscreet(community)) {
    return discreetLetter(
      language,
      site,
      language === 'FR'
        ? {
            subject: 'Plus personne n’anime une communauté sur Copse',
            said: ['La dernière personne qui animait une communauté sur Copse a fermé son compte.'],
            toStaff: true,
          }
        : {
            subject: 'Nobody leads a community on Copse any more',
            said: ['The last facilitator of a community on Copse closed the account.'],
            toStaff: true,
          },
    );
  }
  const name = plainName(community.names[language]);
  const url = `${site}/c/${community.slug}`;
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: `Plus personne n’anime «\u00a0${name}\u00a0»`,
        before: [
          `La dernière personne qui animait la communauté «\u00a0${name}\u00a0» a fermé son compte.`,
          'D’ici à ce que vous en nommiez une autre, ce qui attend dans cette communauté vous revient.',
        ],
        action: { label: 'Voir la communauté', url },
      })
    : writeLetter({
        language,
        site,
        subject: `Nobody leads “${name}” any more`,
        before: [
          `The last facilitator of the community “${name}” closed the account.`,
          'Until you appoint another, whatever waits in this community is yours to see to.',
        ],
        action: { label: 'See the community', url },
      });
}
