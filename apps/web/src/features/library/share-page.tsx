import { Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
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
import { SignInFirst } from '../identity/sign-in-first.js';
import { JoinPrompt } from '../membership/join-prompt.js';
import { useWasPossible } from '../membership/use-was-possible.js';
import { ResourceCrumbs } from '../resource/resource-crumbs.js';
import { ShareForm } from './share-form.js';

/** `/c/:slug/library/share`: one or many files, or links. */
export function SharePage(): ReactNode {
  const { t } = useLingui();
  const { slug } = useParams({ from: '/c/$slug/library/share' });
  const { known, me } = useViewer();
  const { community, problem, retry } = useCommunity(slug);
  const may = Boolean(me && community?.viewerCan.shareResource);
  const excluded = useWasPossible(may) && Boolean(me && !community?.viewerRole);
  if (community === null) return <NotFoundPage />;
  if (known && !me) return <SignInFirst title={t`Share in the library`} />;
  return (
    <Page title={t`Share in the library`} width="reading">
      {community ? <ResourceCrumbs community={community} /> : null}
      <h1>
        <Trans>Share in the library</Trans>
      </h1>
      {community && me ? (
        community.viewerCan.shareResource ? (
          <ShareForm key={`${me.id} ${slug}`} slug={slug} />
        ) : (
          <>
            {excluded ? (
              <Notice kind="warn" role="alert">
                <Trans>You are no longer a member.</Trans>
              </Notice>
            ) : null}
            <WhyNot community={community} />
          </>
        )
      ) : null}
      {problem && !community ? <ProblemNotice problem={problem} onRetry={retry} /> : null}
      {!problem && !(community && me) ? <Skeleton label={t`Loading the page`} heights={[160, 70]} /> : null}
    </Page>
  );
}

function WhyNot({ community }: { community: CommunityHome }): ReactNode {
  if (community.status !== 'ARCHIVED' && !community.viewerRole) return <JoinPrompt community={community} />;
  return (
    <Notice
      action={
        <LinkButton to="/c/$slug/library" params={{ slug: community.slug }}>
          <Trans>Back to the library</Trans>
        </LinkButton>
      }
    >
      {community.status === 'ARCHIVED' ? (
        <Trans>This community is archived. Everything can be read, and nothing new is added.</Trans>
      ) : community.status === 'ORGANIZING' ? (
        <Trans>This community is being set up. For now its facilitators share the resources.</Trans>
      ) : (
        <Trans>You cannot share anything here.</Trans>
      )}
    </Notice>
  );
}
