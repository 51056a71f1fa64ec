import type { CommunityFacts } from '#communities';
import type { Language } from '#identity';
import { discreetLetter, isDiscreet } from '#membership';
import { plainName, writeLetter, type MailText } from '#platform/mail';

/** What somebody is told whose resource was deleted by somebody else. */
export interface RemovedResource {
  /** Name of whoever shared it. */
  readonly name: string;
  /** Title of the resource. */
  readonly title: string;
  /** As whoever deleted it wrote it. */
  readonly reason: string;
  readonly community: Pick<CommunityFacts, 'slug' | 'visibility' | 'eligibility'>;
}

/**
 * To whoever shared a resource that somebody else deleted: why, and that it can come back for a month. Of a private
 * community it says neither the title nor the reason: administrators can read kept mail.
 */
export function removedResourceLetter(language: Language, site: string, removed: RemovedResource): MailText {
  const { name, title, reason, community } = removed;
  if (isDiscreet(community)) {
    return discreetLetter(
      language,
      site,
      language === 'FR'
        ? {
            subject: 'Une de vos ressources a été retirée',
            said: [
              'Une ressource que vous aviez partagée sur Copse a été retirée. Qui anime la communauté sait pourquoi.',
            ],
          }
        : {
            subject: 'A resource of yours was removed',
            said: ['A resource that you shared on Copse was removed. Those who lead the community know why.'],
          },
    );
  }
  const url = `${site}/c/${community.slug}/library`;
  const hidden = community.visibility === 'PRIVATE';
  const resource = plainName(title);
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: 'Une de vos ressources a été retirée',
        before: [
          `Bonjour ${plainName(name)},`,
          ...(hidden
            ? [
                'Une ressource que vous aviez partagée dans une communauté privée a été retirée par une personne qui l’anime, qui peut vous dire pourquoi.',
              ]
            : [
                `La ressource «\u00a0${resource}\u00a0» que vous aviez partagée a été retirée par une personne qui anime la communauté.`,
                `Motif donné\u00a0: ${plainName(reason)}`,
              ]),
        ],
        action: { label: 'Voir la bibliothèque', url },
        after: [
          'Pendant 30\u00a0jours, les personnes qui animent la communauté peuvent la rétablir. Ensuite, elle est effacée.',
        ],
      })
    : writeLetter({
        language,
        site,
        subject: 'A resource of yours was removed',
        before: [
          `Hello ${plainName(name)},`,
          ...(hidden
            ? ['A resource that you shared in a private community was removed by a facilitator, who can tell you why.']
            : [
                `The resource “${resource}” that you shared was removed by a facilitator.`,
                `The reason given: ${plainName(reason)}`,
              ]),
        ],
        action: { label: 'See the library', url },
        after: ['For 30 days the facilitators can put it back. After that it is gone for good.'],
      });
}
