import { useLingui } from '@lingui/react/macro';
import type { InboxRow } from './inbox-source.js';

/** Why a row is here, as it stands beside it, and as a sentence. */
interface Reason {
  short: string;
  sentence: string;
}

/** Words for why somebody was told. */
export function useReasons(): (row: InboxRow) => Reason {
  const { t } = useLingui();
  return ({ reason, community: { name } }) => {
    switch (reason) {
      case 'STARTED':
        return { short: t`You started it`, sentence: t`You started this discussion; whoever starts one follows it.` };
      case 'WROTE':
        return {
          short: t`You wrote there`,
          sentence: t`You wrote in this discussion; whoever writes in one follows it.`,
        };
      case 'FOLLOWS_THREAD':
        return { short: t`You follow it`, sentence: t`You chose to follow this discussion.` };
      case 'MENTIONED':
        return { short: t`Mentions you`, sentence: t`Somebody mentioned you there by name.` };
      case 'QUOTED':
        return { short: t`Quotes you`, sentence: t`Somebody quoted what you wrote.` };
      case 'FOLLOWS_COMMUNITY':
        return { short: t`New in ${name}`, sentence: t`You chose to follow the community ${name}.` };
      case 'FACILITATES':
        return {
          short: t`You facilitate`,
          sentence: t`You facilitate ${name}; its facilitators hear of all that waits for them.`,
        };
      case 'APPLIED':
        return { short: t`You applied`, sentence: t`You applied to ${name}.` };
      case 'INVITED':
        return { short: t`You are invited`, sentence: t`A facilitator of ${name} invited you.` };
      case 'OWN_ROLE':
        return { short: t`Your role`, sentence: t`Your role in ${name} has changed.` };
    }
  };
}
