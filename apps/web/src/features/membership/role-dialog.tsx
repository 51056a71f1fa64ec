import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { ProblemNotice } from '../../components/problem.js';
import { SetRoleDocument } from '../../gql/graphql.js';
import type { MemberRole } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useLocale } from '../../lib/i18n/use-locale.js';

interface RoleDialogProps {
  slug: string;
  person: { id: string; name: string };
  /** What the person is now. */
  role: MemberRole;
  /** It is the viewer's own. */
  own: boolean;
  onClose: () => void;
}

/** Gives a member the other role, after saying what that means. */
export function RoleDialog({ slug, person, role, own, onClose }: RoleDialogProps): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const announce = useAnnounce();
  const set = useAction(SetRoleDocument);
  const { id, name } = person;
  const up = role === 'MEMBER';
  const confirm = async (): Promise<void> => {
    if (!(await set.run({ slug, accountId: id, role: up ? 'FACILITATOR' : 'MEMBER', language }))) return;
    onClose();
    announce(up ? t`${name} is a facilitator now.` : t`${name} is an ordinary member now.`);
  };
  return (
    <Dialog
      title={
        up ? (
          <Trans>Make {name} a facilitator?</Trans>
        ) : own ? (
          <Trans>Stop facilitating?</Trans>
        ) : (
          <Trans>Make {name} an ordinary member?</Trans>
        )
      }
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button look={up ? 'primary' : 'danger'} busy={set.busy} onClick={() => void confirm()}>
            {up ? (
              <Trans>Make facilitator</Trans>
            ) : own ? (
              <Trans>Stop facilitating</Trans>
            ) : (
              <Trans>Make an ordinary member</Trans>
            )}
          </Button>
        </>
      }
    >
      <p>
        {up ? (
          <Trans>
            Facilitators decide applications and read their private answers, invite and remove members, and keep order.
          </Trans>
        ) : own ? (
          <Trans>You stay a member who reads and writes, and cannot look after the community any more.</Trans>
        ) : (
          <Trans>Ordinary members read and write, and cannot look after the community any more.</Trans>
        )}
      </p>
      <ProblemNotice problem={set.problem}>
        {set.problem?.code === 'FORBIDDEN' && !up ? (
          <Trans>
            A community needs a facilitator, and this is its only one. Make another member a facilitator first.
          </Trans>
        ) : null}
      </ProblemNotice>
    </Dialog>
  );
}
