import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { ProblemNotice } from '../../components/problem.js';
import type { ThreadReader } from './thread-reader.js';
import type { NewFrom, ThreadSnapshot } from './thread-source.js';
import { firstNumber, lastLoaded } from './thread-window.js';
import type { ThreadWindow } from './thread-window.js';

/** On paper, where nothing more can be loaded: which part of the thread it is. */
export function LoadedPart({ window }: { window: ThreadWindow }): ReactNode {
  const [from, to, last] = [firstNumber(window), lastLoaded(window), window.lastNumber];
  if (to - from + 1 >= last) return null;
  return (
    <p className="thread-part">
      <Trans>
        Posts {from}–{to} of {last}
      </Trans>
    </p>
  );
}

interface PartEndProps {
  reader: ThreadReader;
  thread: ThreadSnapshot;
  part: 'earlier' | 'later';
  count: number;
}

/** The edge of the window where the thread goes on. */
export function PartEnd({ reader, thread, part, count }: PartEndProps): ReactNode {
  const load = (): void => void (part === 'earlier' ? reader.earlier() : reader.later());
  const failed = thread.partProblem;
  return (
    <>
      {count > 0 ? (
        <Button wide busy={thread.busy === part} onClick={load}>
          {part === 'earlier' ? (
            <Trans>Show earlier replies ({count})</Trans>
          ) : (
            <Trans>Show later replies ({count})</Trans>
          )}
        </Button>
      ) : null}
      {failed && (failed.part === part || (failed.part === 'jump' && part === 'earlier')) ? (
        <ProblemNotice problem={failed.problem} onRetry={failed.part === part ? load : undefined} />
      ) : null}
    </>
  );
}

/** Above the first post that is new. Before the first of all it would divide nothing, unless it was put there. */
export function Divider({ newFrom, number }: { newFrom: NewFrom | null | undefined; number: number }): ReactNode {
  const { t } = useLingui();
  if (newFrom?.number !== number || (number === 1 && !newFrom.chosen)) return null;
  const words = newFrom.chosen ? t`Unread from here` : t`New since your last visit`;
  return (
    // What stands in a separator is not read aloud: its name is.
    <div role="separator" className="thread-new" aria-label={words}>
      <span>{words}</span>
    </div>
  );
}
