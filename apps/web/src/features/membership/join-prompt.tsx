import { Trans, useLingui } from '@lingui/react/macro';
import { useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { Button, LinkButton } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { ProblemNotice } from '../../components/problem.js';
import { JoinCommunityDocument } from '../../gql/graphql.js';
import type { CommunityHeadFragment } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { JoinRule, isOneClick } from '../communities/join-rule.js';

type Joinable = Omit<CommunityHeadFragment, '__typename'>;

interface JoinPromptProps {
  community: Joinable;
  /** For pages that show more than the cache knows to be stale. */
  onJoined?: () => void;
}

function JoinButton({ community, onJoined }: JoinPromptProps): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const announce = useAnnounce();
  const join = useAction(JoinCommunityDocument);
  const { name, slug } = community;
  return (
    <>
      <Notice
        kind="info"
        action={
          <Button
            look="primary"
            busy={join.busy}
            aria-label={t`Join ${name}`}
            onClick={async () => {
              if (!(await join.run({ slug, language }))) return;
              announce(t`You have joined ${name}.`);
              onJoined?.();
            }}
          >
            <Trans>Join</Trans>
          </Button>
        }
      >
        <Trans>Join to take part. You can leave again at any time.</Trans>
      </Notice>
      <ProblemNotice problem={join.problem} />
    </>
  );
}

/** What somebody who is not a member can do about it: join, sign in first, or read the rule. Nothing for members. */
export function JoinPrompt({ community, onJoined }: JoinPromptProps): ReactNode {
  const { known, me } = useViewer();
  const here = useRouterState({ select: (state) => state.location.href });
  if (!known || community.viewerRole) return null;
  if (community.viewerCan.join) return <JoinButton community={community} onJoined={onJoined} />;
  if (!isOneClick(community)) {
    return (
      <Notice>
        <JoinRule community={community} />
      </Notice>
    );
  }
  if (me) {
    return (
      <Notice kind="warn">
        <Trans>Confirm your address first; then you can join. The link is in the e-mail that we sent you.</Trans>
      </Notice>
    );
  }
  return (
    <Notice
      kind="info"
      action={
        <LinkButton to="/sign-in" search={{ next: here }} look="primary">
          <Trans>Sign in to join</Trans>
        </LinkButton>
      }
    >
      <Trans>Everybody can read here. To take part, sign in and join; it takes one click.</Trans>
    </Notice>
  );
}
