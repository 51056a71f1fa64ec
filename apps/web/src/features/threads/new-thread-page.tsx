import { Trans, useLingui } from '@lingui/react/macro';
import { useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { NotFoundPage } from '../../app/pages/not-found-page.js';
import { LinkButton } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useCommunity } from '../communities/use-community.js';
import type { CommunityHome } from '../communities/use-community.js';
import { NewThreadForm } from '../composer/new-thread-form.js';
import { SignInFirst } from '../identity/sign-in-first.js';
import { JoinPrompt } from '../membership/join-prompt.js';
import { MembershipLostNotice } from '../membership/membership-lost.js';
import { useWasPossible } from '../membership/use-was-possible.js';
import { ArchivedNotice } from './locked-notice.js';
import { ThreadCrumbs } from './thread-heading.js';

/** `/c/:slug/new`: a title, a text, and nothing else. */
export function NewThreadPage(): ReactNode {
  const { t } = useLingui();
  const { slug } = useParams({ from: '/c/$slug/new' });
  const { title } = useSearch({ from: '/c/$slug/new' });
  const { known, me } = useViewer();
  const { community, problem, retry } = useCommunity(slug);
  const may = Boolean(me && community?.viewerCan.startThread);
  const excluded = useWasPossible(may) && Boolean(me && !community?.viewerRole);
  if (community === null) return <NotFoundPage />;
  if (known && !me) return <SignInFirst title={t`Start a discussion`} />;
  return (
    <Page title={t`Start a discussion`} width="reading">
      {community ? <ThreadCrumbs community={community} /> : null}
      <h1>
        <Trans>Start a discussion</Trans>
      </h1>
      {community && me ? (
        community.viewerCan.startThread ? (
          <NewThreadForm key={me.id} accountId={me.id} slug={slug} title={title ?? ''} onForbidden={retry} />
        ) : (
          <>
            {excluded ? <MembershipLostNotice place={{ kind: 'thread', slug }} /> : null}
            <WhyNot community={community} />
          </>
        )
      ) : null}
      {problem && !community ? <ProblemNotice problem={problem} onRetry={retry} /> : null}
      {!problem && !(community && me) ? <Skeleton label={t`Loading the page`} heights={[70, 260]} /> : null}
    </Page>
  );
}

function WhyNot({ community }: { community: CommunityHome }): ReactNode {
  if (community.status !== 'ARCHIVED' && !community.viewerRole) return <JoinPrompt community={community} />;
  const back = (
    <LinkButton to="/c/$slug" params={{ slug: community.slug }}>
      <Trans>Back to the community</Trans>
    </LinkButton>
  );
  if (community.status === 'ARCHIVED') {
    return <ArchivedNotice place={{ kind: 'thread', slug: community.slug }} action={back} />;
  }
  return (
    <Notice action={back}>
      {community.status === 'ORGANIZING' ? (
        <Trans>This community is being set up. For now its facilitators start the discussions.</Trans>
      ) : null}
      {community.status === 'OPERATIONAL' ? <Trans>You cannot start a discussion here.</Trans> : null}
    </Notice>
  );
}
