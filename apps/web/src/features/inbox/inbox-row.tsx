import { Trans, useLingui } from '@lingui/react/macro';
import { Check, CircleDot } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { withNoBreakSpaces } from '#contracts';
import type { InboxRow } from './inbox-source.js';
import styles from './inbox.module.css';
import { RowFacts } from './row-facts.js';
import { isReadByOpening, RowLink } from './row-link.js';
import { RowMenu } from './row-menu.js';
import type { Marking } from './use-marking.js';
import { Why } from './why.js';

interface InboxItemProps {
  row: InboxRow;
  selected: boolean;
  /** Whether further rows are about the same discussion, and unread. */
  hasSiblings: boolean;
  marking: Marking;
  onSelect: (selected: boolean) => void;
  onChanged: () => void;
}

/** One row of the inbox, which is the way there; marking it, and a menu with the rest. */
export function InboxItem({ row, selected, hasSiblings, marking, onSelect, onChanged }: InboxItemProps): ReactNode {
  const { t } = useLingui();
  const id = useId();
  const item = useRef<HTMLLIElement>(null);
  const [why, setWhy] = useState(false);
  const title = withNoBreakSpaces(row.title);
  const unread = row.readAt === null;
  const mark = (): void => void (unread ? marking.read([row]) : marking.unread([row]));
  const markWords = unread ? t`Mark read` : t`Mark unread`;
  return (
    <li ref={item} className={styles.row} data-unread={unread || undefined} data-notification={row.id}>
      <label className={styles.select}>
        <input
          type="checkbox"
          checked={selected}
          aria-label={t`Select: ${title}`}
          onChange={(event) => onSelect(event.target.checked)}
        />
      </label>
      <div className={styles.rowBody}>
        <p className={styles.rowTitle}>
          <RowLink
            row={row}
            onOpen={() => {
              if (isReadByOpening(row)) void marking.read([row]);
            }}
          >
            {unread ? (
              <span className="visually-hidden">
                <Trans>Unread:</Trans>{' '}
              </span>
            ) : null}
            {title}
          </RowLink>
        </p>
        <RowFacts row={row} />
      </div>
      <div className={styles.rowActions}>
        <button
          type="button"
          className={styles.act}
          title={markWords}
          aria-label={unread ? t`Mark read: ${title}` : t`Mark unread: ${title}`}
          onClick={mark}
        >
          {unread ? <Check size={20} aria-hidden="true" /> : <CircleDot size={20} aria-hidden="true" />}
        </button>
        <RowMenu
          title={title}
          markWords={markWords}
          onMark={mark}
          onWhy={() => setWhy(true)}
          onDiscussion={hasSiblings ? () => void marking.discussion(row) : null}
        />
      </div>
      {why ? (
        <Why
          row={row}
          id={id}
          onChanged={onChanged}
          onClose={() => {
            setWhy(false);
            item.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus();
          }}
        />
      ) : null}
    </li>
  );
}
