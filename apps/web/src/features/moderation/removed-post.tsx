import { Trans, useLingui } from '@lingui/react/macro';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useAnnounce } from '../../components/announcer.js';
import { Button } from '../../components/button.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { RemovedTextDocument, RestorePostDocument } from '../../gql/graphql.js';
import type { PostPartsFragment } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { Prose } from '../composer/prose.js';
import { RemovedLine } from '../threads/removed-line.js';

interface RemovedPostProps {
  post: { id: string; number: number; deleted: boolean; removal: { reason: string } };
  /** The viewer wrote it or may restore it, and so may read it. */
  readable: boolean;
  restorable: boolean;
  /** Null where it is not the viewer's to delete. */
  onDelete: (() => void) | null;
  onRestored: (post: PostPartsFragment) => void;
}

/** What stands in the place of a removed post: the reason for all, the text for its author and those who keep order. */
export function RemovedPost({ post, readable, restorable, onDelete, onRestored }: RemovedPostProps): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const restore = useAction(RestorePostDocument);
  const [open, setOpen] = useState(false);
  const id = useId();
  const putBack = async (): Promise<void> => {
    const done = await restore.run({ input: { postId: post.id } });
    if (!done) return;
    onRestored(done.restorePost);
    announce(t`The post was restored.`);
  };
  return (
    <>
      <RemovedLine post={post} />
      {readable && !post.deleted ? (
        <>
          <div className="post-gone-acts">
            <Button small aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => setOpen(!open)}>
              {open ? <Trans>Hide what it said</Trans> : <Trans>Show what it said</Trans>}
            </Button>
            {restorable ? (
              <Button small busy={restore.busy} onClick={() => void putBack()}>
                <Trans>Restore</Trans>
              </Button>
            ) : null}
            {onDelete ? (
              <Button small onClick={onDelete}>
                <Trans>Delete…</Trans>
              </Button>
            ) : null}
          </div>
          <ProblemNotice problem={restore.problem} />
          {open ? (
            <div id={id}>
              <RemovedText id={post.id} />
            </div>
          ) : null}
        </>
      ) : null}
    </>
  );
}

/** The text is asked for when somebody wants to see it: pages of posts do not carry it. */
function RemovedText({ id }: { id: string }): ReactNode {
  const { t } = useLingui();
  const [{ data, error }, refetch] = useQuery({
    query: RemovedTextDocument,
    variables: { id },
    requestPolicy: 'network-only',
  });
  const problem = problemOf(error);
  if (problem) return <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!data) return <Skeleton label={t`Loading the text`} heights={[80]} />;
  const html = data.post?.removedHtml;
  if (html) return <Prose html={html} />;
  return (
    <p>
      <Trans>Its text cannot be read here any more.</Trans>
    </p>
  );
}
