import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { ProblemNotice } from '../../components/problem.js';
import { ReasonDialog } from '../../components/reason-dialog.js';
import { DeleteResourceDocument } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import type { WholeResource } from './use-resource.js';

interface DeleteResourceProps {
  resource: Pick<WholeResource, 'id' | 'sharedBy'>;
  onClose: () => void;
  onDeleted: () => void;
}

/** Asks once more before a resource goes, and for the reason where it is somebody else's. */
export function DeleteResource({ resource, onClose, onDeleted }: DeleteResourceProps): ReactNode {
  const { me } = useViewer();
  const remove = useAction(DeleteResourceDocument);
  const confirm = async (reason?: string): Promise<void> => {
    const input = { resourceId: resource.id, ...(reason === undefined ? {} : { reason }) };
    if (!(await remove.run({ input }))) return;
    onClose();
    onDeleted();
  };
  if (me?.id !== resource.sharedBy.id) {
    return (
      <ReasonDialog
        title={<Trans>Delete this resource?</Trans>}
        hint={<Trans>The person who shared it is told by e-mail.</Trans>}
        confirm={<Trans>Delete</Trans>}
        busy={remove.busy}
        problem={remove.problem}
        onConfirm={(reason) => void confirm(reason)}
        onClose={onClose}
      >
        <p>
          <Trans>
            Nobody will be able to find or open it. For 30 days, those who look after the community can restore it; then
            it is gone with all its versions.
          </Trans>
        </p>
      </ReasonDialog>
    );
  }
  return (
    <Dialog
      title={<Trans>Delete this resource?</Trans>}
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
          Nobody will be able to find or open it. For 30 days, you can restore it; then it is gone with all its
          versions.
        </Trans>
      </p>
      <ProblemNotice problem={remove.problem} />
    </Dialog>
  );
}
