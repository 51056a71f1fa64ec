import { plainName, quotedLines, writeLetter, type MailText } from '#platform/mail';
import type { Language } from '#identity';
import type { CommunityType } from '#communities';
import { discreetLetter, isDiscreet } from '../discreet.mail.js';

/** What a letter needs to know of a community. */
type LetterCommunity = Pick<CommunityType, 'names' | 'eligibility' | 'visibility'>;

/**
 * To somebody whom a facilitator removed: why, unless the community is private, since administrators can read kept mail.
 * It names no community where belonging is nobody else's affair.
 */
export function removedLetter(language: Language, community: LetterCommunity, reason: string, site: string): MailText {
  if (isDiscreet(community)) {
    return discreetLetter(
      language,
      site,
      language === 'FR'
        ? {
            subject: 'Un changement sur Copse',
            said: ['Une de vos communautés sur Copse ne figure plus parmi les vôtres\u00a0: on vous en a retiré·e.'],
          }
        : {
            subject: 'A change on Copse',
            said: ['One of your communities on Copse is not among yours any more: you were removed from it.'],
          },
    );
  }
  const name = plainName(community.names[language]);
  const quoted = community.visibility === 'PRIVATE' ? null : quotedLines(reason);
  return language === 'FR'
    ? writeLetter({
        language,
        site,
        subject: `Vous ne faites plus partie de «\u00a0${name}\u00a0»`,
        before:
          quoted === null
            ? [
                `Une animatrice ou un animateur vous a retiré·e de la communauté «\u00a0${name}\u00a0».`,
                'Comme la communauté est privée, ce message ne dit pas pourquoi; son registre garde le motif donné.',
              ]
            : [
                `Une animatrice ou un animateur vous a retiré·e de la communauté «\u00a0${name}\u00a0», avec ce motif\u00a0:`,
                ...quoted,
              ],
        after: [
          'Ce que vous y avez écrit reste. Pour y revenir, il faut qu’on vous y admette de nouveau.',
          'Si vous n’êtes pas d’accord, écrivez à l’administration du site.',
        ],
      })
    : writeLetter({
        language,
        site,
        subject: `You are no longer in “${name}”`,
        before:
          quoted === null
            ? [
                `A facilitator removed you from the community “${name}”.`,
                'As the community is private, this message does not say why; its log keeps the reason given.',
              ]
            : [`A facilitator removed you from the community “${name}”, for this reason:`, ...quoted],
        after: [
          'What you wrote there stays. To be in again, somebody there has to let you in.',
          'If you do not agree, please write to the administrators of the site.',
        ],
      });
}
