import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { ProblemNotice } from '../../components/problem.js';
import { DeletePostDocument } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import type { ThreadPost } from './thread-window.js';

interface DeletePostProps {
  post: ThreadPost;
  onClose: () => void;
  onDeleted: (post: { id: string; number: number }) => void;
}

/** Asks once more before a post goes, and says what stays. */
export function DeletePost({ post, onClose, onDeleted }: DeletePostProps): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const remove = useAction(DeletePostDocument);
  const confirm = async (): Promise<void> => {
    if (!(await remove.run({ input: { postId: post.id } }))) return;
    onDeleted(post);
    onClose();
    announce(t`Your post was deleted.`);
  };
  return (
    <Dialog
      title={post.number === 1 ? <Trans>Delete this post?</Trans> : <Trans>Delete this reply?</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>
            <Trans>Keep it</Trans>
          </Button>
          <Button look="danger" busy={remove.busy} onClick={() => void confirm()}>
            <Trans>Delete</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          Its text and all earlier versions can no longer be read by anyone. A line stays in its place, so that the
          discussion keeps its numbers. This cannot be undone.
        </Trans>
      </p>
      <ProblemNotice problem={remove.problem} />
    </Dialog>
  );
}
