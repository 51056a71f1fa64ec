import { Trans, useLingui } from '@lingui/react/macro';
import { Check, ChevronDown, CircleDot } from 'lucide-react';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import type { InboxRow } from './inbox-source.js';
import styles from './inbox.module.css';
import { RowFacts } from './row-facts.js';
import { isReadByOpening, RowLink } from './row-link.js';
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

/** One row of the inbox: the way there, marking it, and why it is there. */
export function InboxItem({ row, selected, hasSiblings, marking, onSelect, onChanged }: InboxItemProps): ReactNode {
  const { t } = useLingui();
  const id = useId();
  const [why, setWhy] = useState(false);
  const { title } = row;
  const unread = row.readAt === null;
  return (
    <li className={styles.row} data-unread={unread || undefined} data-notification={row.id}>
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
        <Button
          small
          look="quiet"
          aria-label={unread ? t`Mark read: ${title}` : t`Mark unread: ${title}`}
          onClick={() => void (unread ? marking.read([row]) : marking.unread([row]))}
        >
          {unread ? <Check size={16} aria-hidden="true" /> : <CircleDot size={16} aria-hidden="true" />}
          {unread ? <Trans>Mark read</Trans> : <Trans>Mark unread</Trans>}
        </Button>
        <Button
          small
          look="quiet"
          aria-label={t`Why did I get this? ${title}`}
          aria-expanded={why}
          aria-controls={why ? id : undefined}
          onClick={() => setWhy(!why)}
        >
          <Trans>Why did I get this?</Trans>
          <ChevronDown size={16} aria-hidden="true" className={styles.chevron} />
        </Button>
        {hasSiblings ? (
          <Button small look="quiet" onClick={() => void marking.discussion(row)}>
            <Trans>Mark the whole discussion read</Trans>
          </Button>
        ) : null}
      </div>
      {why ? <Why row={row} id={id} onChanged={onChanged} /> : null}
    </li>
  );
}
