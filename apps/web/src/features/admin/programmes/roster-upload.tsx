import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { LIMITS } from '#contracts';
import { TextField } from '../../../components/field.js';
import type { AdminSetRosterMutation } from '../../../gql/graphql.js';
import { formatNumber } from '../../../lib/i18n/format.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import { FileFaultNotice } from './file-fault.js';
import type { UnreadableFile } from './file-fault.js';
import type { ReadRoster } from './read-roster.js';
import { RosterOutcome } from './roster-outcome.js';
import { RosterReview } from './roster-review.js';
import { ROSTER_FILE_BYTES } from './roster-text.js';
import { useArrivalFocus } from './use-arrival-focus.js';
import styles from '../admin.module.css';

type State =
  | { step: 'choose'; fault: UnreadableFile | null; returned: boolean }
  | { step: 'review'; bytes: Uint8Array; roster: ReadRoster }
  | { step: 'done'; change: AdminSetRosterMutation['setRoster'] };

interface RosterUploadProps {
  programme: string;
  /** How many addresses stand on the roster now. */
  size: number;
  /** Called when the roster has been replaced. */
  onDone: () => void;
}

const refusal = (fault: UnreadableFile): State => ({ step: 'choose', fault, returned: false });

/** Reads the bytes with the part that knows CSV, which is loaded when the first file is chosen. */
async function read(bytes: Uint8Array, column?: number): Promise<State> {
  const { readRoster } = await import('./read-roster.js');
  const roster = readRoster(bytes, column);
  return 'fault' in roster ? refusal(roster) : { step: 'review', bytes, roster };
}

interface FileFieldProps {
  /** The person came back to choose another file. */
  returned: boolean;
  busy: boolean;
  onFile: (file: File) => void;
}

function FileField({ returned, busy, onFile }: FileFieldProps): ReactNode {
  const { locale } = useLocale();
  const most = formatNumber(LIMITS.rosterEmails, locale);
  const input = useArrivalFocus<HTMLInputElement>(returned);
  return (
    <TextField
      ref={input}
      label={<Trans>The whole list, as a CSV file</Trans>}
      hint={
        <Trans>
          One person a row, with the e-mail address in a column; {most} addresses at most. Nothing is sent before you
          have seen what becomes of every row.
        </Trans>
      }
      type="file"
      accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
      aria-busy={busy || undefined}
      onChange={(event) => {
        const file = event.target.files?.[0];
        if (file) onFile(file);
        // So that the same file can be chosen again once it is mended.
        event.target.value = '';
      }}
    />
  );
}

/** Replaces a roster by a file: choose it, see what becomes of every row, send it, see what became of it. */
export function RosterUpload({ programme, size, onDone }: RosterUploadProps): ReactNode {
  const { t } = useLingui();
  const [state, setState] = useState<State>({ step: 'choose', fault: null, returned: false });
  const [busy, setBusy] = useState(false);
  const latest = useRef(0);
  const settle = async (next: Promise<State>): Promise<void> => {
    const mine = ++latest.current;
    setBusy(true);
    // The file was moved or changed meanwhile, or the part that reads it could not be loaded.
    const state = await next.catch(() => refusal({ fault: 'unread' }));
    // A second file was chosen while the first was read.
    if (mine !== latest.current) return;
    setBusy(false);
    setState(state);
  };
  const choose = (file: File): Promise<void> =>
    settle(
      file.size > ROSTER_FILE_BYTES
        ? Promise.resolve(refusal({ fault: 'too-large' }))
        : file.arrayBuffer().then((buffer) => read(new Uint8Array(buffer))),
    );
  const again = (): void => setState({ step: 'choose', fault: null, returned: true });
  if (state.step === 'done') return <RosterOutcome change={state.change} onAgain={again} />;
  if (state.step === 'review') {
    return (
      <RosterReview
        programme={programme}
        size={size}
        roster={state.roster}
        onColumn={(column) => void settle(read(state.bytes, column))}
        onAgain={again}
        onDone={(change) => {
          setState({ step: 'done', change });
          onDone();
        }}
      />
    );
  }
  return (
    <div className={styles.stack}>
      <FileField returned={state.returned} busy={busy} onFile={(file) => void choose(file)} />
      {busy ? (
        <p className={styles.muted} role="status">
          {t`Reading the file…`}
        </p>
      ) : null}
      {state.fault ? <FileFaultNotice fault={state.fault} /> : null}
    </div>
  );
}
