import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { LIMITS } from '#contracts';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { SelectField } from '../../../components/field.js';
import { Notice } from '../../../components/notice.js';
import { ProblemNotice } from '../../../components/problem.js';
import { AdminSetRosterDocument } from '../../../gql/graphql.js';
import type { AdminSetRosterMutation } from '../../../gql/graphql.js';
import { useAction } from '../../../lib/graphql/use-action.js';
import { formatNumber } from '../../../lib/i18n/format.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import styles from '../admin.module.css';
import { linesRefused } from './lines-refused.js';
import type { ReadRoster } from './read-roster.js';
import { RowFates } from './row-fates.js';
import { useArrivalFocus } from './use-arrival-focus.js';

const ENCODINGS: Record<ReadRoster['encoding'], string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
};

interface RosterReviewProps {
  programme: string;
  size: number;
  roster: ReadRoster;
  onColumn: (column: number) => void;
  onAgain: () => void;
  onDone: (change: AdminSetRosterMutation['setRoster']) => void;
}

function Refused({ emails }: { emails: readonly string[] }): ReactNode {
  return (
    <Notice kind="error" role="alert">
      <Plural
        value={emails.length}
        one="# address is not valid, so nothing was changed:"
        other="# addresses are not valid, so nothing was changed:"
      />
      <ul>
        {emails.slice(0, 50).map((email) => (
          <li key={email}>{email}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** What becomes of each row of the file that was chosen, and whether to go on with the good ones. */
export function RosterReview({ programme, size, roster, onColumn, onAgain, onDone }: RosterReviewProps): ReactNode {
  const { t } = useLingui();
  const { locale } = useLocale();
  const set = useAction(AdminSetRosterDocument);
  const [asking, setAsking] = useState(false);
  const summary = useArrivalFocus<HTMLParagraphElement>();
  const { rows, addresses, columns, column, encoding, separator } = roster;
  const bad = rows.filter(({ fate }) => fate === 'bad').length;
  const empty = rows.filter(({ fate }) => fate === 'empty').length;
  const good = addresses.length;
  const heading = rows.find(({ fate }) => fate === 'heading');
  const tooMany = good > LIMITS.rosterEmails;
  const most = formatNumber(LIMITS.rosterEmails, locale);
  const separators = { ',': t`commas`, ';': t`semicolons`, '\t': t`tabs` };
  const how = separators[separator];
  const read = ENCODINGS[encoding];
  const refused = linesRefused(set.problem, addresses);
  const headingText = heading?.cell ?? '';
  return (
    <div className={styles.stack}>
      <div className={styles.stack}>
        <p ref={summary} tabIndex={-1}>
          <strong>
            <Plural
              value={good}
              _0="No address can be used."
              one="# address can be used."
              other="# addresses can be used."
            />
          </strong>{' '}
          {bad > 0 ? (
            <strong>
              <Plural value={bad} one="# row cannot." other="# rows cannot." />
            </strong>
          ) : null}{' '}
          {empty > 0 ? <Plural value={empty} one="# row is empty." other="# rows are empty." /> : null}
        </p>
        <p className={styles.muted}>
          <Trans>
            Read as {read}, separated by {how}.
          </Trans>{' '}
          {heading ? (
            <Trans>
              Row {heading.row} is the heading “{headingText}” and is not sent.
            </Trans>
          ) : null}
        </p>
      </div>
      {columns.length > 1 ? (
        <div className={styles.find}>
          <SelectField
            label={<Trans>Column with the addresses</Trans>}
            value={column}
            onChange={(event) => onColumn(Number(event.target.value))}
          >
            {columns.map(({ index, head }) => {
              const number = index + 1;
              return (
                <option key={index} value={index}>
                  {head ?? t`Column ${number}`}
                </option>
              );
            })}
          </SelectField>
        </div>
      ) : null}
      <RowFates key={column} rows={rows} />
      {tooMany ? (
        <Notice kind="error" role="alert">
          <Trans>A roster holds {most} addresses at most.</Trans>
        </Notice>
      ) : null}
      {refused.length > 0 ? <Refused emails={refused} /> : asking ? null : <ProblemNotice problem={set.problem} />}
      <div className={styles.buttons}>
        <Button onClick={onAgain}>
          {bad > 0 ? <Trans>Fix the file and choose it again</Trans> : <Trans>Choose another file</Trans>}
        </Button>
        {good > 0 && !tooMany ? (
          <Button look="primary" onClick={() => setAsking(true)}>
            {bad > 0 ? (
              <Plural value={good} one="Continue with the # good one" other="Continue with the # good ones" />
            ) : (
              <Plural value={good} one="Continue with # address" other="Continue with # addresses" />
            )}
          </Button>
        ) : null}
      </div>
      {asking ? (
        <Dialog
          title={<Trans>Replace the roster of {programme}?</Trans>}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>
                <Trans>Cancel</Trans>
              </Button>
              <Button
                look="primary"
                busy={set.busy}
                onClick={async () => {
                  const done = await set.run({ programme, emails: [...addresses] });
                  setAsking(false);
                  if (done) onDone(done.setRoster);
                }}
              >
                <Trans>Replace the roster</Trans>
              </Button>
            </>
          }
        >
          <p>
            <Plural
              value={size}
              _0="Nobody is on the roster now."
              one="# address is on the roster now. Whoever is not among the new ones is released."
              other="# addresses are on the roster now. Whoever is not among the new ones is released."
            />{' '}
            <Plural value={good} one="The new roster has # address." other="The new roster has # addresses." />
          </p>
          {bad > 0 && size > 0 ? (
            <p>
              <Plural
                value={bad}
                one="The person of the # row that cannot be used is not among them: if enrolled now, they are released."
                other="The people of the # rows that cannot be used are not among them: those enrolled now are released."
              />
            </p>
          ) : null}
          <p>
            <Trans>People who are enrolled or released are told by e-mail.</Trans>
          </p>
        </Dialog>
      ) : null}
    </div>
  );
}
