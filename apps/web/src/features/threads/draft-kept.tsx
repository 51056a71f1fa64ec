import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { readDraft } from '../composer/draft-store.js';
import type { DraftPlace } from '../composer/draft-store.js';

/** Says to somebody who was writing here that the text is not lost. */
export function DraftKept({ accountId, place }: { accountId: string; place: DraftPlace }): ReactNode {
  if (readDraft(localStorage, accountId, place) === null) return null;
  return (
    <p>
      <Trans>What you were writing is kept on this device.</Trans>
    </p>
  );
}
