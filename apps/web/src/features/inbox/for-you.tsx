import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { withNoBreakSpaces } from '#contracts';
import { Button } from '../../components/button.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import styles from './inbox.module.css';
import { RowFacts } from './row-facts.js';
import { isReadByOpening, RowLink } from './row-link.js';
import { unreadCount } from './unread-count.js';
import { UpToDate } from './up-to-date.js';
import { useInbox } from './use-inbox.js';
import { useMarking } from './use-marking.js';

/** How many rows the home page shows. */
const FIRST = 5;

/** How much is new, in a sentence below the greeting; nothing while it is not known. */
export function WhatIsNew(): ReactNode {
  const { count } = useSyncExternalStore(unreadCount.subscribe, unreadCount.read);
  return (
    <p className={styles.whatIsNew}>
      {count ? (
        <Plural value={count} one="You have # new notification." other="You have # new notifications." />
      ) : count === 0 ? (
        <Trans>You are up to date.</Trans>
      ) : null}
    </p>
  );
}

/** The top of what is unread in the inbox. `onSettled` is called when its height is known. */
export function ForYou({ onSettled }: { onSettled: () => void }): ReactNode {
  const { t } = useLingui();
  const { rows, fresh, problem, reader } = useInbox(null, true, FIRST);
  const marking = useMarking(reader);
  const { count } = useSyncExternalStore(unreadCount.subscribe, unreadCount.read);
  const isSettled = rows !== null || problem !== null;
  const settle = useEffectEvent(onSettled);
  useEffect(() => {
    if (isSettled) settle();
  }, [isSettled]);
  if (!rows) {
    if (problem) return <ProblemNotice problem={problem} onRetry={() => void reader.refresh()} />;
    return <Skeleton label={t`Loading what is new`} heights={[76, 76, 76]} />;
  }
  if (rows.length === 0) {
    return (
      <UpToDate>
        <Trans>New replies in discussions that you follow appear here, and whatever is meant for you.</Trans>
      </UpToDate>
    );
  }
  const shown = rows.slice(0, FIRST);
  const further = Math.max(0, (count ?? 0) - shown.filter(({ readAt }) => readAt === null).length);
  return (
    <>
      {fresh > 0 ? (
        <div>
          <Button small onClick={() => reader.show()}>
            <Plural value={fresh} one="# new notification – show it" other="# new notifications – show them" />
          </Button>
        </div>
      ) : null}
      <ul className={styles.rows}>
        {shown.map((row) => (
          <li key={row.id} className={styles.row} data-unread={row.readAt === null || undefined}>
            <div className={styles.rowBody}>
              <p className={styles.rowTitle}>
                <RowLink
                  row={row}
                  onOpen={() => {
                    if (isReadByOpening(row)) void marking.read([row]);
                  }}
                >
                  {withNoBreakSpaces(row.title)}
                </RowLink>
              </p>
              <RowFacts row={row} withReason />
            </div>
          </li>
        ))}
      </ul>
      <p>
        <Link to="/inbox">
          {further > 0 ? (
            <Plural value={further} one="# more in the inbox" other="# more in the inbox" />
          ) : (
            <Trans>Open the inbox</Trans>
          )}
        </Link>
      </p>
    </>
  );
}
