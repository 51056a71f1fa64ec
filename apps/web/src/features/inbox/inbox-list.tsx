import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { Button, LinkButton } from '../../components/button.js';
import { Empty } from '../../components/empty.js';
import { ProblemNotice } from '../../components/problem.js';
import { ShowMore } from '../../components/show-more.js';
import { Skeleton } from '../../components/skeleton.js';
import { useFocusHome } from '../../lib/keyboard/use-focus-home.js';
import { InboxItem } from './inbox-row.js';
import { filterOf } from './inbox-search.js';
import type { InboxSearch } from './inbox-search.js';
import type { InboxRow } from './inbox-source.js';
import styles from './inbox.module.css';
import { MarkedNotice } from './marked-notice.js';
import { unreadCount } from './unread-count.js';
import { UpToDate } from './up-to-date.js';
import { useInbox } from './use-inbox.js';
import { useInboxKeys } from './use-inbox-keys.js';
import { useMarking } from './use-marking.js';
import type { Marking } from './use-marking.js';

const AT_FIRST = 20;

interface BarProps {
  rows: readonly InboxRow[];
  selected: readonly InboxRow[];
  select: (rows: readonly InboxRow[]) => void;
  marking: Marking;
  /** Nothing but what is read is left out: then all can be marked at once, without selecting it. */
  whole: boolean;
}

/** What can be done to all rows, or to those that are selected. */
function Bar({ rows, selected, select, marking, whole }: BarProps): ReactNode {
  const { count: unread } = useSyncExternalStore(unreadCount.subscribe, unreadCount.read);
  const anyUnread = unread === null ? rows.some(({ readAt }) => readAt === null) : unread > 0;
  /** What was pressed stays until the way back is there: the focus goes on to that. */
  const [finishing, setFinishing] = useState(false);
  const count = selected.length;
  const all = count === rows.length;
  const finish = async (mark: Promise<void>): Promise<void> => {
    setFinishing(true);
    await mark;
    setFinishing(false);
    select([]);
  };
  return (
    <div className={styles.bar}>
      <label className={styles.selectAll}>
        <input
          type="checkbox"
          checked={all}
          ref={(box) => {
            if (box) box.indeterminate = count > 0 && !all;
          }}
          onChange={() => select(all ? [] : rows)}
        />
        {count > 0 ? <Plural value={count} one="# selected" other="# selected" /> : <Trans>Select all</Trans>}
      </label>
      {count > 0 ? (
        <div className={styles.barActions}>
          <Button small busy={marking.busy} onClick={() => void finish(marking.read(selected))}>
            <Trans>Mark read</Trans>
          </Button>
          <Button small busy={marking.busy} onClick={() => void finish(marking.unread(selected))}>
            <Trans>Mark unread</Trans>
          </Button>
        </div>
      ) : whole && (anyUnread || finishing) ? (
        <div className={styles.barActions}>
          <Button small busy={marking.busy} onClick={() => void finish(marking.all())}>
            <Trans>Mark all read</Trans>
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** Said where there is nothing: what comes here. */
function Nothing({ search }: { search: InboxSearch }): ReactNode {
  if (search.unread || !search.filter) {
    return (
      <Empty>
        <UpToDate />
        {search.unread ? (
          <LinkButton to="/inbox" search={search.filter ? { filter: search.filter } : {}} small>
            <Trans>Show what is read as well</Trans>
          </LinkButton>
        ) : (
          <>
            <p>
              <Trans>
                Replies in discussions that you follow come here, and whatever is meant for you: “Amara Diallo mentioned
                you”.
              </Trans>
            </p>
            <LinkButton to="/communities" small>
              <Trans>See the communities</Trans>
            </LinkButton>
          </>
        )}
      </Empty>
    );
  }
  return (
    <Empty>
      <p>
        {search.filter === 'for-me' ? (
          <Trans>Nothing yet. When somebody mentions or quotes you, or invites you, it appears here.</Trans>
        ) : search.filter === 'following' ? (
          <Trans>Nothing yet. New replies in discussions that you follow appear here.</Trans>
        ) : search.filter === 'communities' ? (
          <Trans>Nothing yet. What is new in communities that you follow appears here.</Trans>
        ) : (
          <Trans>Nothing yet. What waits for you as a facilitator appears here.</Trans>
        )}
      </p>
      <LinkButton to="/inbox" small>
        <Trans>Show everything</Trans>
      </LinkButton>
    </Empty>
  );
}

/** The rows of a part of the inbox, newest first. */
export function InboxList({ search }: { search: InboxSearch }): ReactNode {
  const { t } = useLingui();
  const content = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const { rows, fresh, more, busy, problem, reader } = useInbox(
    filterOf(search.filter),
    search.unread ?? false,
    AT_FIRST,
  );
  const marking = useMarking(reader);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  useInboxKeys(list, rows ?? [], marking);
  /** While further rows are loaded, the first of them: the button for more goes with the last. */
  const goal = useRef(0);
  // Rows that were read elsewhere go where only unread ones are shown; of what marks many at once the way back is left,
  // or else the box beside it.
  const focusHome = useFocusHome((gone) => {
    const row = list.current?.children[goal.current]?.querySelector('a') ?? null;
    if (goal.current > 0 || gone.closest('li')) return row;
    const find = (what: string): HTMLElement | null => content.current?.querySelector<HTMLElement>(what) ?? null;
    return find(`.${styles.marked} button`) ?? find(`.${styles.selectAll} input`) ?? row;
  });
  if (!rows) {
    if (problem) return <ProblemNotice problem={problem} onRetry={() => void reader.refresh()} />;
    return <Skeleton label={t`Loading the inbox`} heights={[44, 84, 84, 84, 84, 84]} />;
  }
  const unreadThreads = rows.filter(({ readAt }) => readAt === null).map(({ thread }) => thread?.id);
  const several = new Set(unreadThreads.filter((id, index) => id && unreadThreads.indexOf(id) !== index));
  const showMore = async (): Promise<void> => {
    goal.current = rows.length;
    await reader.more();
    goal.current = 0;
  };
  const select = (next: readonly InboxRow[]): void => setChosen(new Set(next.map(({ id }) => id)));
  return (
    <div ref={content} className={styles.content} {...focusHome}>
      {rows.length > 0 ? (
        <Bar
          rows={rows}
          selected={rows.filter(({ id }) => chosen.has(id))}
          select={select}
          marking={marking}
          whole={!search.filter}
        />
      ) : null}
      <MarkedNotice marking={marking} />
      {fresh > 0 ? (
        <div className={styles.fresh}>
          <Button
            small
            look="primary"
            onClick={() => {
              flushSync(() => reader.show());
              list.current?.querySelector('a')?.focus();
            }}
          >
            <Plural value={fresh} one="# new notification – show it" other="# new notifications – show them" />
          </Button>
        </div>
      ) : null}
      {rows.length === 0 ? <Nothing search={search} /> : null}
      <ul ref={list} className={styles.rows} hidden={rows.length === 0}>
        {rows.map((row) => (
          <InboxItem
            key={row.id}
            row={row}
            selected={chosen.has(row.id)}
            hasSiblings={row.readAt === null && several.has(row.thread?.id)}
            marking={marking}
            onSelect={(on) => setChosen(toggled(chosen, row.id, on))}
            onChanged={() => reader.settled()}
          />
        ))}
      </ul>
      <ProblemNotice problem={problem} onRetry={() => void reader.more()} />
      {more ? <ShowMore busy={busy} onPress={() => void showMore()} /> : null}
    </div>
  );
}

function toggled(chosen: ReadonlySet<string>, id: string, on: boolean): ReadonlySet<string> {
  const next = new Set(chosen);
  if (on) next.add(id);
  else next.delete(id);
  return next;
}
