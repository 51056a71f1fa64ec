import type { Language } from '#identity';
import type { NotificationKind } from './notification.type.js';

/** What the line of a notification tells of. */
export interface TitleFacts {
  readonly kind: NotificationKind;
  readonly count: number;
  /** Name of who did it last; null: nobody is named. */
  readonly actor: string | null;
  readonly thread: string;
  readonly community: string;
  /** Title of the newest resource; null: it is gone. */
  readonly resource: string | null;
  /** How an application was decided, or which role it is. */
  readonly detail: string | null;
}

const NBSP = '\u00a0';
const quoted = {
  EN: (title: string): string => `“${title}”`,
  FR: (title: string): string => `«${NBSP}${title}${NBSP}»`,
};

/** One line of plain words that says what happened, in this language. */
export const titleOf = (language: Language, facts: TitleFacts): string =>
  language === 'FR' ? inFrench(facts) : inEnglish(facts);

function inEnglish({ kind, count, actor, thread, community, resource, detail }: TitleFacts): string {
  const title = quoted.EN(thread);
  switch (kind) {
    case 'REPLY':
      return count === 1 ? `1 new reply in ${title}` : `${count} new replies in ${title}`;
    case 'MENTION':
      return `${actor ?? 'Somebody'} mentioned you in ${title}`;
    case 'QUOTE':
      return `${actor ?? 'Somebody'} quoted you in ${title}`;
    case 'NEW_THREAD':
      return `New discussion: ${title}`;
    case 'APPLICATION':
      return count === 1 ? `1 application waits in ${community}` : `${count} applications wait in ${community}`;
    case 'APPLICATION_DECIDED':
      return detail === 'ACCEPTED'
        ? `Your application to ${community} was accepted`
        : `Your application to ${community} was not accepted`;
    case 'INVITATION':
      return `You are invited to ${community}`;
    case 'ROLE_CHANGED':
      return detail === 'FACILITATOR'
        ? `You are a facilitator of ${community} now`
        : `You are a member of ${community} now, and no facilitator any more`;
    case 'NEW_RESOURCE':
      if (count > 1) return `${count} new resources in ${community}`;
      return resource === null
        ? `New resource in ${community}`
        : `New resource in ${community}: ${quoted.EN(resource)}`;
  }
}

/** Names of communities stand in quotation marks, so that no article need be guessed. */
function inFrench({ kind, count, actor, thread, community, resource, detail }: TitleFacts): string {
  const [title, place] = [quoted.FR(thread), quoted.FR(community)];
  switch (kind) {
    case 'REPLY':
      return count === 1 ? `1${NBSP}nouvelle réponse dans ${title}` : `${count}${NBSP}nouvelles réponses dans ${title}`;
    case 'MENTION':
      return `${actor ?? 'Quelqu’un'} vous a mentionné·e dans ${title}`;
    case 'QUOTE':
      return `${actor ?? 'Quelqu’un'} vous a cité·e dans ${title}`;
    case 'NEW_THREAD':
      return `Nouvelle discussion${NBSP}: ${title}`;
    case 'APPLICATION':
      return count === 1
        ? `1${NBSP}demande d’adhésion attend dans ${place}`
        : `${count}${NBSP}demandes d’adhésion attendent dans ${place}`;
    case 'APPLICATION_DECIDED':
      return detail === 'ACCEPTED'
        ? `Votre demande d’adhésion à ${place} est acceptée`
        : `Votre demande d’adhésion à ${place} n’a pas été acceptée`;
    case 'INVITATION':
      return `Vous êtes invité·e à faire partie de ${place}`;
    case 'ROLE_CHANGED':
      return detail === 'FACILITATOR'
        ? `Vous animez maintenant ${place}`
        : `Vous êtes maintenant membre de ${place} et ne l’animez plus`;
    case 'NEW_RESOURCE':
      if (count > 1) return `${count}${NBSP}nouvelles ressources dans ${place}`;
      return resource === null
        ? `Nouvelle ressource dans ${place}`
        : `Nouvelle ressource dans ${place}${NBSP}: ${quoted.FR(resource)}`;
  }
}
