import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button.js';
import styles from './roster.module.css';

/** Rows shown at first and with each further press. */
const STEP = 100;

/** One kind of rows: what its button says (with their number), and the rows. */
export interface FateGroup<Row> {
  key: string;
  label: ReactNode;
  rows: readonly Row[];
}

interface FateTableProps<Row> {
  groups: readonly FateGroup<Row>[];
  caption: string;
  heads: readonly ReactNode[];
  children: (row: Row) => ReactNode;
}

/** Rows by what becomes of them, one kind at a time; the kinds without rows are not offered. */
export function FateTable<Row>({ groups, caption, heads, children }: FateTableProps<Row>): ReactNode {
  const offered = groups.filter(({ rows }) => rows.length > 0);
  const [chosen, setChosen] = useState(offered[0]?.key);
  const [shown, setShown] = useState(STEP);
  const group = offered.find(({ key }) => key === chosen) ?? offered[0];
  if (!group) return null;
  return (
    <div className={styles.fates}>
      <div className={styles.kinds}>
        {offered.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            className={styles.kind}
            aria-pressed={key === group.key}
            onClick={() => {
              setChosen(key);
              setShown(STEP);
            }}
          >
            {label}
          </button>
        ))}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard */}
      <div className={styles.scroll} role="region" aria-label={caption} tabIndex={0}>
        <table className={styles.table}>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {heads.map((head, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- heads of one table never change
                <th key={index} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{group.rows.slice(0, shown).map(children)}</tbody>
        </table>
      </div>
      {group.rows.length > shown ? (
        <div>
          <Button small onClick={() => setShown(shown + STEP)}>
            <Trans>Show more rows</Trans>
          </Button>
        </div>
      ) : null}
    </div>
  );
}
