import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { PreviewMarkdownDocument } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { Prose } from './prose.js';

/** The text as it will look, rendered by the server with the very rules that posting uses. */
export function MarkdownPreview({ body }: { body: string }): ReactNode {
  const { t } = useLingui();
  const empty = body.trim() === '';
  const [{ data, fetching, error }, retry] = useQuery({
    query: PreviewMarkdownDocument,
    variables: { body },
    requestPolicy: 'cache-first',
    pause: empty,
  });
  if (empty) {
    return (
      <p>
        <Trans>Nothing to preview yet.</Trans>
      </p>
    );
  }
  if (data && !fetching) return <Prose html={data.previewMarkdown} />;
  if (error)
    return <ProblemNotice problem={problemOf(error)} onRetry={() => retry({ requestPolicy: 'network-only' })} />;
  return <Skeleton label={t`Loading the preview`} heights={[20, 20, 20]} />;
}
