import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button.js';
import { Notice } from '../../../components/notice.js';
import type { AdminSetRosterMutation, RosterFate } from '../../../gql/graphql.js';
import styles from '../admin.module.css';
import { FateTable } from './fate-table.js';
import table from './roster.module.css';
import { useArrivalFocus } from './use-arrival-focus.js';

type Change = AdminSetRosterMutation['setRoster'];

interface RosterOutcomeProps {
  change: Change;
  onAgain: () => void;
}

/** What became of each address once the roster was replaced. */
export function RosterOutcome({ change, onAgain }: RosterOutcomeProps): ReactNode {
  const { t } = useLingui();
  const summary = useArrivalFocus<HTMLParagraphElement>();
  const { enrolled, waiting, unchanged, released, rows } = change;
  const words: Record<RosterFate, string> = {
    ENROLLED: t`Enrolled, and told by e-mail.`,
    WAITS_FOR_ACCOUNT: t`Enrolled as soon as an account has confirmed this address.`,
    ALREADY_THERE: t`Was on the roster already.`,
    RELEASED: t`Released, and told by e-mail.`,
  };
  const of = (fate: RosterFate): Change['rows'] => rows.filter((row) => row.fate === fate);
  return (
    <div className={styles.stack}>
      <Notice kind="good">
        <p ref={summary} tabIndex={-1}>
          <Trans>The roster is replaced.</Trans>
        </p>
      </Notice>
      <FateTable
        caption={t`Addresses of the roster`}
        heads={[<Trans key="address">Address</Trans>, <Trans key="fate">Result</Trans>]}
        groups={[
          {
            key: 'enrolled',
            rows: of('ENROLLED'),
            label: <Plural value={enrolled} one="# enrolled now" other="# enrolled now" />,
          },
          {
            key: 'released',
            rows: of('RELEASED'),
            label: <Plural value={released} one="# released" other="# released" />,
          },
          {
            key: 'waiting',
            rows: of('WAITS_FOR_ACCOUNT'),
            label: <Plural value={waiting} one="# waits for an account" other="# wait for an account" />,
          },
          {
            key: 'unchanged',
            rows: of('ALREADY_THERE'),
            label: <Plural value={unchanged} one="# as before" other="# as before" />,
          },
        ]}
      >
        {({ email, fate }) => (
          <tr key={`${fate} ${email}`}>
            <td className={table.cell}>{email}</td>
            <td>{words[fate]}</td>
          </tr>
        )}
      </FateTable>
      <div>
        <Button onClick={onAgain}>
          <Trans>Choose another file</Trans>
        </Button>
      </div>
    </div>
  );
}
