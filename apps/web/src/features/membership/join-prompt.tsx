import { Trans, useLingui } from '@lingui/react/macro';
import { useRouterState } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { Button, LinkButton } from '../../components/button.js';
import { Choice } from '../../components/field.js';
import { later } from '../../components/later.js';
import { Notice } from '../../components/notice.js';
import { ProblemNotice } from '../../components/problem.js';
import { JoinCommunityDocument } from '../../gql/graphql.js';
import type { CommunityHeadFragment } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { withWords } from '../../lib/i18n/locale.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { OwnApplication } from '../applications/own-application.js';
import { Summary } from '../communities/community-facts.js';
import { JoinRule } from './join-rule.js';
import styles from './people.module.css';

const OwnInvitation = later(
  withWords('inbox', () => import('../mail/own-invitation.js').then(({ OwnInvitation: component }) => component)),
);

type Joinable = Omit<CommunityHeadFragment, '__typename'> & {
  /** Only where the page asks for it is it known whether the viewer meets the rule. */
  rule: { viewerMeets?: boolean | null };
};

interface JoinPromptProps {
  community: Joinable;
  /** For pages that show more than the cache knows to be stale. */
  onJoined?: () => void;
  /** The rule stands on the same page: it is not said twice. */
  ruleBelow?: boolean;
}

function JoinButton({ community, onJoined }: JoinPromptProps): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const announce = useAnnounce();
  const join = useAction(JoinCommunityDocument);
  const [stated, setStated] = useState(false);
  const [unstated, setUnstated] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const { name, slug } = community;
  const { attestation } = community.rule;
  const press = async (): Promise<void> => {
    if (attestation && !stated) {
      setUnstated(true);
      box.current?.focus();
      return;
    }
    if (!(await join.run({ slug, attest: attestation ? true : null, language }))) return;
    announce(t`You have joined ${name}.`);
    onJoined?.();
  };
  return (
    <>
      <Notice
        kind="info"
        action={
          <Button look="primary" busy={join.busy} aria-label={t`Join ${name}`} onClick={() => void press()}>
            <Trans>Join</Trans>
          </Button>
        }
      >
        <p>
          <Trans>Join to take part. You can leave again at any time.</Trans>
        </p>
        {attestation ? (
          <Choice
            ref={box}
            label={<Summary text={attestation} />}
            checked={stated}
            error={unstated && !stated ? t`Tick the sentence to join.` : undefined}
            onChange={(event) => setStated(event.target.checked)}
          />
        ) : null}
      </Notice>
      <ProblemNotice problem={join.problem}>
        {join.problem?.code === 'FORBIDDEN' ? <Summary text={community.rule.words} /> : null}
      </ProblemNotice>
    </>
  );
}

interface ApplyNoticeProps {
  community: Joinable;
  /** A former application was declined. */
  again: boolean;
  rule: ReactNode;
}

/** The rule, and the way to the form. */
function ApplyNotice({ community, again, rule }: ApplyNoticeProps): ReactNode {
  const { t } = useLingui();
  const { name, slug } = community;
  return (
    <Notice
      kind="info"
      action={
        <LinkButton
          to="/c/$slug/apply"
          params={{ slug }}
          look="primary"
          aria-label={again ? t`Apply again to join ${name}` : t`Apply to join ${name}`}
        >
          {again ? <Trans>Apply again</Trans> : <Trans>Apply to join</Trans>}
        </LinkButton>
      }
    >
      {rule ?? <Trans>You can apply to become a member.</Trans>}
    </Notice>
  );
}

/** Why the door stays shut for somebody whom a facilitator removed. The mail of a private community does not say it. */
function RemovalNotice({ reason }: { reason: string }): ReactNode {
  return (
    <Notice kind="warn">
      <p>
        <Trans>A facilitator has ended your membership, for this reason:</Trans>
      </p>
      <blockquote className={styles.reason}>{reason}</blockquote>
      <p>
        <Trans>You cannot join again by yourself. To come back, ask a facilitator for an invitation.</Trans>
      </p>
    </Notice>
  );
}

/**
 * What somebody who is not a member can do about it: accept an invitation, join, apply, look after one's application,
 * sign in first, or read the rule. Nothing for members.
 */
export function JoinPrompt({ community, onJoined, ruleBelow = false }: JoinPromptProps): ReactNode {
  const { known, me } = useViewer();
  const here = useRouterState({ select: (state) => state.location.href });
  if (!known || community.viewerRole) return null;
  const invitationId = community.viewerInvitation;
  if (invitationId) return <OwnInvitation community={community} invitationId={invitationId} onJoined={onJoined} />;
  const application = community.viewerApplication;
  const rule = ruleBelow ? null : <JoinRule community={community} />;
  if (application?.status === 'WAITING') return <OwnApplication application={application} community={community} />;
  if (community.viewerCan.join) return <JoinButton community={community} onJoined={onJoined} />;
  const removal = community.viewerRemoval ? <RemovalNotice reason={community.viewerRemoval.reason} /> : null;
  if (community.viewerCan.apply) {
    const declined = application?.status === 'DECLINED';
    return (
      <>
        {removal}
        {declined ? <OwnApplication application={application} community={community} /> : null}
        <ApplyNotice community={community} again={declined} rule={rule} />
      </>
    );
  }
  const takesPeople = community.joinPolicy !== 'CLOSED' && community.status !== 'ARCHIVED';
  if (takesPeople && me && !me.emailVerified) {
    return (
      <Notice kind="warn">
        {rule} <Trans>Confirm your address first; then you can join. The link is in the e-mail that we sent you.</Trans>
      </Notice>
    );
  }
  if (takesPeople && !me) {
    return (
      <Notice
        kind="info"
        action={
          <LinkButton to="/sign-in" search={{ next: here }} look="primary">
            {community.joinPolicy === 'OPEN' ? <Trans>Sign in to join</Trans> : <Trans>Sign in to apply</Trans>}
          </LinkButton>
        }
      >
        {rule ?? <Trans>To take part, sign in first.</Trans>}
      </Notice>
    );
  }
  if (removal && takesPeople) return removal;
  return (
    <>
      {application?.status === 'DECLINED' ? <OwnApplication application={application} community={community} /> : null}
      {rule ? <Notice>{rule}</Notice> : null}
    </>
  );
}
