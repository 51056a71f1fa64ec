import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { formatNumber } from '../../../lib/i18n/format.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import { FateTable } from './fate-table.js';
import type { RosterRow } from './read-roster.js';
import type { CellFault } from './roster-cell.js';
import styles from './roster.module.css';

/** A cell of the file is shown so far; nobody reads more of one that is no address. */
const SHOWN = 120;

function useFaultWords(): Record<CellFault, string> {
  const { t } = useLingui();
  return {
    missing: t`There is no address in this row.`,
    formula: t`This is a formula, not an address. Put the address itself in its place.`,
    several: t`There is more than one @. One address a row.`,
    'no-at': t`There is no @ in it.`,
    letters: t`It has a letter or sign that no address has, such as an accent or a blank that cannot be seen.`,
    'too-long': t`It is too long for an address.`,
    form: t`It does not have the form of an address, such as ada@example.org.`,
  };
}

/** Every row of the file by what becomes of it, those that cannot be used first. */
export function RowFates({ rows }: { rows: readonly RosterRow[] }): ReactNode {
  const { t } = useLingui();
  const { locale } = useLocale();
  const why = useFaultWords();
  const of = (fate: RosterRow['fate']): RosterRow[] => rows.filter((row) => row.fate === fate);
  const [bad, twice, empty, good] = [of('bad'), of('twice'), of('empty'), of('good')];
  const words = (row: RosterRow): string => {
    switch (row.fate) {
      case 'bad':
        return why[row.why];
      case 'twice': {
        const first = formatNumber(row.first, locale);
        return t`The same address is in row ${first}; it counts once.`;
      }
      case 'empty':
        return t`An empty row is passed over.`;
      case 'heading':
        return t`The heading is not sent.`;
      case 'good':
        return t`Can be used.`;
    }
  };
  return (
    <FateTable
      caption={t`Rows of the file`}
      heads={[<Trans key="row">Row</Trans>, <Trans key="cell">Cell</Trans>, <Trans key="fate">Result</Trans>]}
      groups={[
        {
          key: 'bad',
          rows: bad,
          label: <Plural value={bad.length} one="# cannot be used" other="# cannot be used" />,
        },
        {
          key: 'twice',
          rows: twice,
          label: <Plural value={twice.length} one="# appears twice" other="# appear twice" />,
        },
        { key: 'empty', rows: empty, label: <Plural value={empty.length} one="# empty" other="# empty" /> },
        { key: 'good', rows: good, label: <Plural value={good.length} one="# can be used" other="# can be used" /> },
      ]}
    >
      {(row) => (
        <tr key={row.row}>
          <td className={styles.number}>{formatNumber(row.row, locale)}</td>
          <td className={styles.cell}>{row.cell.length > SHOWN ? `${row.cell.slice(0, SHOWN)}…` : row.cell}</td>
          <td>{words(row)}</td>
        </tr>
      )}
    </FateTable>
  );
}
