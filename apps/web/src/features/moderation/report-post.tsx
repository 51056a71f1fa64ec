import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { ReasonDialog } from '../../components/reason-dialog.js';
import { ReportPostDocument } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';

interface ReportPostProps {
  post: { id: string; number: number };
  onClose: () => void;
  onReported: (postId: string) => void;
}

/** Asks those who look after a community to look at a post. */
export function ReportPost({ post, onClose, onReported }: ReportPostProps): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const report = useAction(ReportPostDocument);
  const confirm = async (reason: string): Promise<void> => {
    if (!(await report.run({ input: { postId: post.id, reason } }))) return;
    onClose();
    onReported(post.id);
    announce(t`Thank you. The post was reported.`);
  };
  return (
    <ReasonDialog
      title={post.number === 1 ? <Trans>Report this post?</Trans> : <Trans>Report this reply?</Trans>}
      hint={<Trans>What is wrong with it? Those who look after the community read it with your name.</Trans>}
      confirm={<Trans>Report</Trans>}
      look="primary"
      busy={report.busy}
      problem={report.problem}
      refusal={
        report.problem?.code === 'FORBIDDEN' ? (
          <Trans>It was removed or deleted meanwhile. There is nothing left to report.</Trans>
        ) : null
      }
      onConfirm={(reason) => void confirm(reason)}
      onClose={onClose}
    >
      <p>
        <Trans>The facilitators of the community look at it and decide whether it stays. The author is not told.</Trans>
      </p>
    </ReasonDialog>
  );
}
