import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { withNoBreakSpaces } from '#contracts';
import { Button, LinkButton } from '../../components/button.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { useFocusHome } from '../../lib/keyboard/use-focus-home.js';
import { grouped } from './grouped.js';
import type { Group } from './grouped.js';
import type { InboxRow } from './inbox-source.js';
import styles from './inbox.module.css';
import { MarkedNotice } from './marked-notice.js';
import { RowFacts } from './row-facts.js';
import { isReadByOpening, RowLink } from './row-link.js';
import { UpToDate } from './up-to-date.js';
import { useInbox } from './use-inbox.js';
import { useMarking } from './use-marking.js';

/** How many rows the bell shows. */
const LAST = 8;

interface GroupProps {
  group: Group;
  onOpen: (row: InboxRow) => void;
}

function Unread({ row }: { row: InboxRow }): ReactNode {
  if (row.readAt !== null) return null;
  return (
    <span className="visually-hidden">
      <Trans>Unread:</Trans>{' '}
    </span>
  );
}

/** What a row says below the title of its discussion. */
function ShortTitle({ row }: { row: InboxRow }): ReactNode {
  const name = row.actors[0]?.name;
  switch (row.kind) {
    case 'REPLY':
      return <Plural value={row.count} one="# new reply" other="# new replies" />;
    case 'MENTION':
      return name ? <Trans>{name} mentioned you</Trans> : withNoBreakSpaces(row.title);
    case 'QUOTE':
      return name ? <Trans>{name} quoted you</Trans> : withNoBreakSpaces(row.title);
    case 'NEW_THREAD':
      return <Trans>New discussion</Trans>;
    default:
      return withNoBreakSpaces(row.title);
  }
}

function GroupItem({ group: { rows }, onOpen }: GroupProps): ReactNode {
  const [first] = rows;
  if (rows.length === 1) {
    return (
      <li className={styles.item} data-unread={first.readAt === null || undefined}>
        <RowLink row={first} className={styles.itemLink} onOpen={() => onOpen(first)}>
          <Unread row={first} />
          {withNoBreakSpaces(first.title)}
        </RowLink>
        <RowFacts row={first} />
      </li>
    );
  }
  return (
    <li className={styles.item}>
      <h3 className={styles.groupTitle}>{withNoBreakSpaces(first.thread?.title ?? '')}</h3>
      <ul className={styles.members}>
        {rows.map((row) => (
          <li key={row.id} className={styles.member} data-unread={row.readAt === null || undefined}>
            <RowLink row={row} className={styles.itemLink} onOpen={() => onOpen(row)}>
              <Unread row={row} />
              <ShortTitle row={row} />
            </RowLink>
            <RowFacts row={row} inGroup />
          </li>
        ))}
      </ul>
    </li>
  );
}

/** What the bell opens: the last of the inbox by discussion, and the ways to be done with it. */
export function BellPanel({ close }: { close: () => void }): ReactNode {
  const { t } = useLingui();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const { rows, fresh, problem, reader } = useInbox(null, false, LAST);
  const marking = useMarking(reader);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const focusHome = useFocusHome(() => heading.current);
  const open = (row: InboxRow): void => {
    if (isReadByOpening(row)) void marking.read([row]);
    close();
  };
  const anyUnread = rows?.some(({ readAt }) => readAt === null) ?? false;
  return (
    <div role="dialog" aria-labelledby={id} className={styles.panel} {...focusHome}>
      <div className={styles.panelHead}>
        <h2 id={id} ref={heading} tabIndex={-1}>
          <Trans>Your notifications</Trans>
        </h2>
        {anyUnread ? (
          <Button small look="quiet" busy={marking.busy} onClick={() => void marking.all()}>
            <Trans>Mark all read</Trans>
          </Button>
        ) : null}
      </div>
      <MarkedNotice marking={marking} />
      {fresh > 0 ? (
        <Button small wide onClick={() => reader.show()}>
          <Plural value={fresh} one="# new notification – show it" other="# new notifications – show them" />
        </Button>
      ) : null}
      {rows ? (
        rows.length > 0 ? (
          <ul className={styles.items}>
            {grouped(rows)
              .slice(0, LAST)
              .map((group) => (
                <GroupItem key={group.key} group={group} onOpen={open} />
              ))}
          </ul>
        ) : (
          <UpToDate />
        )
      ) : problem ? (
        <ProblemNotice problem={problem} onRetry={() => void reader.refresh()} />
      ) : (
        <Skeleton label={t`Loading your notifications`} heights={[64, 64, 64, 64]} />
      )}
      <div className={styles.panelFoot}>
        <LinkButton to="/inbox" small onClick={close}>
          <Trans>Open the inbox</Trans>
        </LinkButton>
        <Link to="/settings/mail" onClick={close}>
          <Trans>E-mail settings</Trans>
        </Link>
      </div>
    </div>
  );
}
