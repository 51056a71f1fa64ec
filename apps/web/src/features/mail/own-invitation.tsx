import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { ProblemNotice } from '../../components/problem.js';
import { AcceptOwnInvitationDocument } from '../../gql/graphql.js';
import type { CommunityHeadFragment } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { Summary } from '../communities/community-facts.js';

interface OwnInvitationProps {
  community: Pick<CommunityHeadFragment, 'name' | 'rule'>;
  invitationId: string;
  onJoined?: () => void;
}

/** An invitation that waits for somebody whose address is known to be theirs: no link of a mail is needed. */
export function OwnInvitation({ community, invitationId, onJoined }: OwnInvitationProps): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const announce = useAnnounce();
  const accept = useAction(AcceptOwnInvitationDocument);
  const { name, rule } = community;
  return (
    <>
      <Notice
        kind="info"
        action={
          <Button
            look="primary"
            busy={accept.busy}
            aria-label={t`Accept the invitation to ${name}`}
            onClick={async () => {
              if (!(await accept.run({ invitationId, language }))) return;
              announce(t`You have joined ${name}.`);
              onJoined?.();
            }}
          >
            <Trans>Accept the invitation</Trans>
          </Button>
        }
      >
        <p>
          <Trans>You are invited to this community.</Trans>
        </p>
        {rule.attestation ? (
          <p>
            <Trans>By accepting you state:</Trans>{' '}
            <strong>
              <Summary text={rule.attestation} />
            </strong>
          </p>
        ) : null}
      </Notice>
      <ProblemNotice problem={accept.problem}>
        {accept.problem?.code === 'FORBIDDEN' ? (
          <>
            <Trans>You cannot come in at the moment.</Trans> <Summary text={rule.words} />{' '}
            <Trans>The invitation stays valid.</Trans>
          </>
        ) : accept.problem?.code === 'NOT_FOUND' ? (
          <Trans>This invitation does not work any more.</Trans>
        ) : null}
      </ProblemNotice>
    </>
  );
}
