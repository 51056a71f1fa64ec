import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { Time } from '../../components/time.js';
import { PostHistoryDocument } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { Prose } from '../composer/prose.js';

interface HistoryPartProps {
  id: string;
  after: string | null;
}

/** One page of older versions; the next one is a part of its own below it. */
function HistoryPart({ id, after }: HistoryPartProps): ReactNode {
  const { t } = useLingui();
  const [more, setMore] = useState(false);
  const [{ data, error, fetching }, execute] = useQuery({
    query: PostHistoryDocument,
    variables: { id, after },
    requestPolicy: 'network-only',
  });
  const history = data?.post?.history;
  if (error)
    return <ProblemNotice problem={problemOf(error)} onRetry={() => execute({ requestPolicy: 'network-only' })} />;
  if (!history) return fetching ? <Skeleton label={t`Loading the history`} heights={[24, 60, 24, 60]} /> : null;
  return (
    <>
      {history.edges.map(({ node }) => (
        <article key={node.revision} className="history-version" aria-labelledby={`${id}-version-${node.revision}`}>
          <h3 id={`${id}-version-${node.revision}`}>
            <Trans>Version {node.revision}</Trans> · <Time at={node.createdAt} />
          </h3>
          <Prose html={node.bodyHtml} />
        </article>
      ))}
      {history.edges.length === 0 && after === null ? (
        <p>
          <Trans>There are no older versions.</Trans>
        </p>
      ) : null}
      {history.pageInfo.hasNextPage && !more ? (
        <Button onClick={() => setMore(true)}>
          <Trans>Show older versions</Trans>
        </Button>
      ) : null}
      {more ? <HistoryPart id={id} after={history.pageInfo.endCursor} /> : null}
    </>
  );
}

/** The former versions of a post, the newest first. */
export function PostHistory({ post, onClose }: { post: { id: string }; onClose: () => void }): ReactNode {
  return (
    <Dialog
      title={<Trans>Earlier versions</Trans>}
      wide
      onClose={onClose}
      actions={
        <Button onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
      }
    >
      <HistoryPart id={post.id} after={null} />
    </Dialog>
  );
}
