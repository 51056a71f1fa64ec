import { plainName, writeLetter, type MailText } from '#platform/mail';
import type { Addressee, Language } from '#identity';
import type { CommunityType } from '#communities';
import { discreetLetter, isDiscreet } from '../discreet.mail.js';

type Named = Pick<CommunityType, 'slug' | 'names' | 'eligibility'>;

/** To somebody whom a roster enrols: in what, why, and how it ends. */
export function enrolledLetter(
  { language, name }: Addressee,
  community: Named,
  programme: string,
  site: string,
): MailText {
  if (isDiscreet(community)) return discreetEnrolmentLetter(language, site);
  const place = plainName(community.names[language]);
  const url = `${site}/c/${community.slug}`;
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: `Vous êtes membre\u00a0: ${place}`,
        before: [
          `Bonjour ${plainName(name)},`,
          `Votre adresse figure sur la liste du programme «\u00a0${programme}\u00a0». Ce programme inscrit d’office ses participants à la communauté «\u00a0${place}\u00a0»\u00a0: vous en êtes membre.`,
        ],
        action: { label: 'Ouvrir la communauté', url },
        after: [
          'Vous ne pouvez pas quitter cette communauté tant que le programme vous y inscrit. Si ce n’est plus votre place, écrivez à l’association\u00a0: elle peut vous retirer de la liste.',
        ],
      })
    : writeLetter({
        language,
        site,
        subject: `You are a member: ${place}`,
        before: [
          `Hello ${plainName(name)},`,
          `Your address is on the roster of the programme “${programme}”. That programme enrols its participants in the community “${place}”: you are a member of it.`,
        ],
        action: { label: 'Open the community', url },
        after: [
          'You cannot leave this community as long as the programme enrols you. If it is not your place any more, write to the association: it can take you off the roster.',
        ],
      });
}

/** To somebody whom a programme released: what stays, and what is possible now. */
export function releasedLetter(
  { language, name }: Addressee,
  community: Named,
  programme: string,
  site: string,
): MailText {
  if (isDiscreet(community)) return discreetEnrolmentLetter(language, site);
  const place = plainName(community.names[language]);
  const url = `${site}/c/${community.slug}`;
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: `Le programme ne vous retient plus\u00a0: ${place}`,
        before: [
          `Bonjour ${plainName(name)},`,
          `Le programme «\u00a0${programme}\u00a0» ne vous inscrit plus d’office à la communauté «\u00a0${place}\u00a0».`,
        ],
        action: { label: 'Ouvrir la communauté', url },
        after: ['Vous en restez membre. Vous pouvez désormais la quitter quand vous voulez.'],
      })
    : writeLetter({
        language,
        site,
        subject: `The programme released you: ${place}`,
        before: [
          `Hello ${plainName(name)},`,
          `The programme “${programme}” does not enrol you in the community “${place}” any more.`,
        ],
        action: { label: 'Open the community', url },
        after: ['You are still a member. From now on you may leave it whenever you like.'],
      });
}

/** Enrolled or released: that something changed, where not even the programme may be told. */
const discreetEnrolmentLetter = (language: Language, site: string): MailText =>
  discreetLetter(
    language,
    site,
    language === 'FR'
      ? {
          subject: 'Un changement sur Copse',
          said: ['Quelque chose a changé pour vous dans une communauté sur Copse.'],
        }
      : { subject: 'A change on Copse', said: ['Something changed for you in a community on Copse.'] },
  );
