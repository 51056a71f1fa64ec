import type { CommunityFacts } from '#communities';
import type { Language } from '#identity';
import { discreetLetter, isDiscreet } from '#membership';
import { plainName, writeLetter, type MailText } from '#platform/mail';

/** What the author of a removed post is told. */
export interface RemovalNotice {
  /** Name of the author. */
  readonly name: string;
  /** Title of the discussion. */
  readonly title: string;
  /** As whoever removed it wrote it. */
  readonly reason: string;
  readonly community: Pick<CommunityFacts, 'slug' | 'visibility' | 'eligibility'>;
  /** Where the post stood, within the community. */
  readonly place: string;
}

/**
 * To the author of a post that was removed: why, and where they still find what they wrote. Of a private community it
 * says neither the title nor the reason, which stands in the post's place: administrators can read kept mail.
 */
export function removalLetter(language: Language, site: string, notice: RemovalNotice): MailText {
  const { name, title, reason, community, place } = notice;
  if (isDiscreet(community)) {
    return discreetLetter(
      language,
      site,
      language === 'FR'
        ? {
            subject: 'Un de vos messages a été retiré',
            said: ['Un de vos messages sur Copse a été retiré. Le motif se lit à sa place.'],
          }
        : {
            subject: 'A post of yours was removed',
            said: ['A post of yours on Copse was removed. The reason stands in its place.'],
          },
    );
  }
  const url = `${site}/c/${community.slug}/${place}`;
  const hidden = community.visibility === 'PRIVATE';
  const thread = plainName(title);
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: 'Un de vos messages a été retiré',
        before: [
          `Bonjour ${plainName(name)},`,
          ...(hidden
            ? ['Un de vos messages dans une communauté privée a été retiré par une personne qui l’anime.']
            : [
                `Un de vos messages dans la discussion «\u00a0${thread}\u00a0» a été retiré par une personne qui l’anime.`,
                `Motif donné\u00a0: ${plainName(reason)}`,
              ]),
        ],
        action: { label: 'Voir la discussion', url },
        after: [
          'À sa place, les autres ne voient plus que le motif. Vous pouvez encore y lire votre texte, et le supprimer.',
        ],
      })
    : writeLetter({
        language,
        site,
        subject: 'A post of yours was removed',
        before: [
          `Hello ${plainName(name)},`,
          ...(hidden
            ? ['A post of yours in a private community was removed by a facilitator.']
            : [
                `A post of yours in the discussion “${thread}” was removed by a facilitator.`,
                `The reason given: ${plainName(reason)}`,
              ]),
        ],
        action: { label: 'See the discussion', url },
        after: ['In its place others see nothing but the reason. You can still read your text there, and delete it.'],
      });
}
