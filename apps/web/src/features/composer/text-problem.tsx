import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { LIMITS } from '#contracts';
import { Notice } from '../../components/notice.js';

/** Why a text cannot be posted as it is; null when it can. */
export function textProblem(body: string): 'empty' | 'long' | null {
  if (body.trim() === '') return 'empty';
  return body.length > LIMITS.postBody ? 'long' : null;
}

/** The same in words, beside the button that was pressed. */
export function TextProblem({ problem }: { problem: 'empty' | 'long' }): ReactNode {
  return (
    <Notice kind="error" role="alert">
      {problem === 'empty' ? (
        <Trans>Write something first.</Trans>
      ) : (
        <Trans>The text is too long. Shorten it, or post it in two parts.</Trans>
      )}
    </Notice>
  );
}
