import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';

interface DiscardDraftProps {
  /** Whether there is anything to lose. */
  begun: boolean;
  /** What the draft changes stays as it is. */
  ofEdit?: boolean;
  onDiscard: () => void;
}

/** A button that throws a draft away; where something is written, it asks first. */
export function DiscardDraft({ begun, ofEdit, onDiscard }: DiscardDraftProps): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const [asking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  const discard = (): void => {
    close();
    onDiscard();
    announce(t`Your draft was discarded.`);
  };
  return (
    <>
      <Button look="quiet" onClick={() => (begun ? setAsking(true) : onDiscard())}>
        {ofEdit ? <Trans>Discard changes</Trans> : <Trans>Discard</Trans>}
      </Button>
      {asking ? (
        <Dialog
          title={ofEdit ? <Trans>Discard your changes?</Trans> : <Trans>Discard this draft?</Trans>}
          onClose={close}
          actions={
            <>
              <Button onClick={close}>
                <Trans>Keep it</Trans>
              </Button>
              <Button look="danger" onClick={discard}>
                <Trans>Discard</Trans>
              </Button>
            </>
          }
        >
          <p>
            <Trans>What you have written is removed from this device. This cannot be undone.</Trans>
          </p>
        </Dialog>
      ) : null}
    </>
  );
}
