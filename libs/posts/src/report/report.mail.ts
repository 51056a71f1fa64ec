import type { CommunityFacts } from '#communities';
import type { Language } from '#identity';
import { discreetLetter, isDiscreet } from '#membership';
import { plainName, writeLetter, type MailText } from '#platform/mail';

/** What a letter needs to know of a community; none names it in words. */
type LetterCommunity = Pick<CommunityFacts, 'slug' | 'eligibility'>;

/** To a facilitator: that a post was reported, and where it waits. Who reported it, and why, stands there. */
export function reportLetter(language: Language, name: string, site: string, community: LetterCommunity): MailText {
  if (isDiscreet(community)) {
    return discreetLetter(
      language,
      site,
      language === 'FR'
        ? {
            subject: 'Un message a été signalé',
            said: ['Quelqu’un a signalé un message dans une de vos communautés sur Copse.'],
          }
        : { subject: 'A post was reported', said: ['Somebody reported a post in one of your communities on Copse.'] },
    );
  }
  const url = queueOf(community, site);
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: 'Un message a été signalé',
        before: [
          `Bonjour ${plainName(name)},`,
          'Quelqu’un a signalé un message dans une communauté que vous animez et demande que vous l’examiniez.',
        ],
        action: { label: 'Voir ce qui attend', url },
      })
    : writeLetter({
        language,
        site,
        subject: 'A post was reported',
        before: [
          `Hello ${plainName(name)},`,
          'Somebody reported a post in a community that you facilitate, and asks you to look at it.',
        ],
        action: { label: 'See what waits', url },
      });
}

/** To an administrator: that a post of a public community which nobody facilitates was reported, and where it stands. */
export function unattendedReportLetter(
  language: Language,
  name: string,
  site: string,
  community: LetterCommunity,
): MailText {
  const url = queueOf(community, site);
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: 'Un message a été signalé',
        before: [
          `Bonjour ${plainName(name)},`,
          'Quelqu’un a signalé un message dans une communauté publique que personne n’anime en ce moment.',
        ],
        action: { label: 'Voir ce qui attend', url },
        after: ['Vous pouvez l’examiner, et nommer une personne qui anime la communauté.'],
      })
    : writeLetter({
        language,
        site,
        subject: 'A post was reported',
        before: [
          `Hello ${plainName(name)},`,
          'Somebody reported a post in a public community that nobody facilitates at present.',
        ],
        action: { label: 'See what waits', url },
        after: ['You can look at it, and appoint somebody who facilitates the community.'],
      });
}

/** To an administrator: that something waits in a private community which nobody facilitates, and not what. */
export function hiddenReportLetter(
  language: Language,
  name: string,
  site: string,
  community: LetterCommunity,
): MailText {
  const url = isDiscreet(community) ? `${site}/admin` : `${site}/admin/communities/${community.slug}`;
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: 'Une communauté attend une personne qui l’anime',
        before: [
          `Bonjour ${plainName(name)},`,
          'Quelque chose attend dans une communauté privée que personne n’anime en ce moment. L’administration du site n’y a pas accès\u00a0: il faut y nommer une personne qui l’anime.',
        ],
        action: { label: 'Nommer une personne', url },
      })
    : writeLetter({
        language,
        site,
        subject: 'A community waits for a facilitator',
        before: [
          `Hello ${plainName(name)},`,
          'Something waits in a private community that nobody facilitates at present. Administrators cannot look into it: please appoint somebody who facilitates it.',
        ],
        action: { label: 'Appoint somebody', url },
      });
}

const queueOf = ({ slug }: LetterCommunity, site: string): string => `${site}/c/${slug}/facilitate?part=reports`;
