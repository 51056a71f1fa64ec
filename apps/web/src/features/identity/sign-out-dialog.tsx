import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { ProblemNotice } from '../../components/problem.js';
import type { Problem } from '../../lib/graphql/problem.js';
import type { KeptTexts } from '../composer/draft-store.js';

interface SignOutDialogProps {
  /** What is kept on this device; null when nothing is, and only a failure is to be told. */
  kept: KeptTexts | null;
  busy: boolean;
  problem: Problem | null;
  onLeave: (texts: 'keep' | 'delete') => void;
  onClose: () => void;
}

/** Asks what becomes of texts that are kept on this device, which may be everybody's; tells when signing out failed. */
export function SignOutDialog({ kept, busy, problem, onLeave, onClose }: SignOutDialogProps): ReactNode {
  return (
    <Dialog
      title={kept ? <Trans>Sign out?</Trans> : <Trans>You are still signed in</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>
            <Trans>Stay signed in</Trans>
          </Button>
          {kept ? (
            <>
              <Button busy={busy} onClick={() => onLeave('keep')}>
                <Trans>Sign out and keep it</Trans>
              </Button>
              <Button look="danger" busy={busy} onClick={() => onLeave('delete')}>
                <Trans>Sign out and delete it</Trans>
              </Button>
            </>
          ) : (
            <Button look="primary" busy={busy} onClick={() => onLeave('delete')}>
              <Trans>Try again</Trans>
            </Button>
          )}
        </>
      }
    >
      {kept ? (
        <>
          <ul>
            {kept.drafts > 0 ? (
              <li>
                <Plural
                  value={kept.drafts}
                  one="# text that you have not posted"
                  other="# texts that you have not posted"
                />
              </li>
            ) : null}
            {kept.waiting > 0 ? (
              <li>
                <Plural
                  value={kept.waiting}
                  one="# reply that is still waiting to be sent"
                  other="# replies that are still waiting to be sent"
                />
              </li>
            ) : null}
          </ul>
          <p>
            <Trans>
              This is kept on this device. Keep it to find it again when you sign in; delete it if others use this
              device too.
            </Trans>
          </p>
        </>
      ) : null}
      <ProblemNotice problem={problem} />
    </Dialog>
  );
}
