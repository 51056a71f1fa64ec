import { Trans, useLingui } from '@lingui/react/macro';
import { Ellipsis } from 'lucide-react';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { Menu } from '../../components/menu.js';
import styles from './inbox.module.css';

interface RowMenuProps {
  title: string;
  /** What marking it does now. */
  markWords: string;
  onMark: () => void;
  onWhy: () => void;
  /** Null where no further row is about the same discussion. */
  onDiscussion: (() => void) | null;
}

/** The ⋯ of a row: what is done with it less often than opening it, and on a phone marking it, which has no room there. */
export function RowMenu({ title, markWords, onMark, onWhy, onDiscussion }: RowMenuProps): ReactNode {
  const { t } = useLingui();
  const root = useRef<HTMLSpanElement>(null);
  return (
    <span ref={root} className={styles.rowMenu}>
      <Menu label={t`More about: ${title}`} className={styles.act} button={<Ellipsis size={20} aria-hidden="true" />}>
        {(close) => {
          const item = (words: ReactNode, act: () => void): ReactNode => (
            <button
              type="button"
              className="post-menu-item"
              onClick={() => {
                // The item goes away with the menu; the focus stays at its row.
                root.current?.querySelector('button')?.focus();
                close();
                act();
              }}
            >
              {words}
            </button>
          );
          return (
            <>
              <span className={styles.besideElsewhere}>{item(markWords, onMark)}</span>
              {item(<Trans>Why did I get this?</Trans>, onWhy)}
              {onDiscussion ? item(<Trans>Mark the whole discussion read</Trans>, onDiscussion) : null}
            </>
          );
        }}
      </Menu>
    </span>
  );
}
