import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { ReasonDialog } from '../../components/reason-dialog.js';
import { RemovePostDocument } from '../../gql/graphql.js';
import type { PostPartsFragment } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';

interface RemovePostProps {
  post: { id: string; number: number };
  onClose: () => void;
  onRemoved: (post: PostPartsFragment) => void;
}

/** Asks why a post is to be removed, and says what stays. */
export function RemovePost({ post, onClose, onRemoved }: RemovePostProps): ReactNode {
  const remove = useAction(RemovePostDocument);
  const confirm = async (reason: string): Promise<void> => {
    const done = await remove.run({ input: { postId: post.id, reason } });
    if (!done) return;
    onClose();
    onRemoved(done.removePost);
  };
  return (
    <ReasonDialog
      title={post.number === 1 ? <Trans>Remove this post?</Trans> : <Trans>Remove this reply?</Trans>}
      hint={<Trans>Everybody who can read the discussion sees it, and the author is told by e-mail.</Trans>}
      confirm={<Trans>Remove</Trans>}
      busy={remove.busy}
      problem={remove.problem}
      refusal={
        remove.problem?.code === 'FORBIDDEN' ? (
          <Trans>Its author has deleted it meanwhile, or you do not look after this community any more.</Trans>
        ) : null
      }
      onConfirm={(reason) => void confirm(reason)}
      onClose={onClose}
    >
      <p>
        <Trans>
          A line with your reason stays in its place. The author and those who look after the community can still read
          the text, and you can restore it.
        </Trans>
      </p>
    </ReasonDialog>
  );
}
