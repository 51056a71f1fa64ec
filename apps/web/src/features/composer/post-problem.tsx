import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { LiveAttachment } from '#contracts';
import { ProblemNotice } from '../../components/problem.js';
import type { Problem } from '../../lib/graphql/problem.js';

interface PostProblemProps {
  problem: Problem | null;
  attachments: readonly LiveAttachment[] | undefined;
}

/** Why a text was not posted; where a file of it is not on the server any more, which one. */
export function PostProblem({ problem, attachments }: PostProblemProps): ReactNode {
  const index = Object.keys(problem?.fields ?? {}).flatMap((field) => /attachments\.(\d+)\.id$/.exec(field)?.[1] ?? []);
  const name = attachments?.[Number(index[0] ?? -1)]?.fileName;
  return (
    <ProblemNotice problem={problem}>
      {name ? <Trans>“{name}” is not there any more. Remove it, attach it again, then post.</Trans> : null}
    </ProblemNotice>
  );
}
