import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from './button.js';

/** The end of a list that goes on. */
export function ShowMore({ busy, onPress }: { busy: boolean; onPress: () => void }): ReactNode {
  return (
    <div>
      <Button busy={busy} onClick={onPress}>
        <Trans>Show more</Trans>
      </Button>
    </div>
  );
}
