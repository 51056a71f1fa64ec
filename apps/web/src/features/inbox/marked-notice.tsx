import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { ProblemNotice } from '../../components/problem.js';
import styles from './inbox.module.css';
import type { Marked, Marking } from './use-marking.js';

function Words({ what, count }: Marked): ReactNode {
  switch (what) {
    case 'all':
      return <Trans>Everything is marked as read.</Trans>;
    case 'discussion':
      return <Trans>The whole discussion is marked as read.</Trans>;
    case 'read':
      return <Plural value={count} one="Marked as read." other="# marked as read." />;
    case 'unread':
      return <Plural value={count} one="Marked as unread." other="# marked as unread." />;
  }
}

/** What was marked last, with the way back, for as long as nothing else is done: nobody has to hurry. */
export function MarkedNotice({ marking: { marked, problem, busy } }: { marking: Marking }): ReactNode {
  return (
    <>
      <div role="status" className={styles.marked}>
        {marked ? (
          <>
            <span>
              <Words {...marked} />
            </span>
            <Button small busy={busy} onClick={() => void marked.undo()}>
              <Trans>Undo</Trans>
            </Button>
          </>
        ) : null}
      </div>
      <ProblemNotice problem={problem} />
    </>
  );
}
