import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { ProblemNotice } from '../../components/problem.js';
import { ReopenReportDocument } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';

interface SettledNoticeProps {
  /** What was done. */
  words: string;
  /** The report that was settled by it, if that can be taken back. */
  reportId: string | null;
  /** It waits again; with what is to be said of it. */
  onUndone: (words: string) => void;
}

/** What became of a report, with the way back for as long as nothing else is done: nobody has to hurry. */
export function SettledNotice({ words, reportId, onUndone }: SettledNoticeProps): ReactNode {
  const { t } = useLingui();
  const reopen = useAction(ReopenReportDocument);
  const undo = async (): Promise<void> => {
    if (reportId && (await reopen.run({ input: { reportId } }))) onUndone(t`The post waits to be looked at again.`);
  };
  return (
    <>
      <Notice
        kind="good"
        action={
          reportId ? (
            <Button small busy={reopen.busy} onClick={() => void undo()}>
              <Trans>Undo</Trans>
            </Button>
          ) : null
        }
      >
        {words}
      </Notice>
      <ProblemNotice problem={reopen.problem}>
        {reopen.problem?.code === 'FORBIDDEN' ? (
          <Trans>The post was removed or deleted meanwhile. There is nothing left to look at.</Trans>
        ) : null}
      </ProblemNotice>
    </>
  );
}
