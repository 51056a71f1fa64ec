import { Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { NotFoundPage } from '../../app/pages/not-found-page.js';
import { LinkButton } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { ApplicationFormDocument } from '../../gql/graphql.js';
import type { ApplicationFormQuery } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { useCommunityNews } from '../../lib/realtime/use-community-news.js';
import { SignInFirst } from '../identity/sign-in-first.js';
import { JoinPrompt } from '../membership/join-prompt.js';
import { JoinRule } from '../membership/join-rule.js';
import { ThreadCrumbs } from '../threads/thread-heading.js';
import { ApplicationForm } from './application-form.js';
import styles from './applications.module.css';
import { OwnApplication } from './own-application.js';

type Applicable = NonNullable<ApplicationFormQuery['community']>;

/** `/c/:slug/apply`: the rule, the form, and what happens with it. */
export function ApplyPage(): ReactNode {
  const { t } = useLingui();
  const { slug } = useParams({ from: '/c/$slug/apply' });
  const { language } = useLocale();
  const { known, me } = useViewer();
  const [{ data, error }, execute] = useQuery({ query: ApplicationFormDocument, variables: { slug, language } });
  const retry = (): void => execute({ requestPolicy: 'network-only' });
  const community = data?.community;
  useCommunityNews({ id: community?.id ?? null, slug }, me !== null, retry);
  const problem = problemOf(error);
  if (community === null || problem?.code === 'NOT_FOUND') return <NotFoundPage />;
  if (known && !me) return <SignInFirst title={t`Apply to join`} />;
  const name = community?.name;
  return (
    <Page title={name ? t`Apply to join ${name}` : t`Apply to join`} width="reading">
      {community ? <ThreadCrumbs community={community} /> : null}
      <h1>{name ? <Trans>Apply to join {name}</Trans> : <Trans>Apply to join</Trans>}</h1>
      {community && me ? <Application key={me.id} community={community} /> : null}
      {problem && !community ? <ProblemNotice problem={problem} onRetry={retry} /> : null}
      {!problem && !(community && me) ? <Skeleton label={t`Loading the form`} heights={[60, 70, 70, 140]} /> : null}
    </Page>
  );
}

function Application({ community }: { community: Applicable }): ReactNode {
  const { viewerApplication: application, viewerCan, viewerRole, rule, slug } = community;
  // The form goes away when it is sent; what takes its place is read from here.
  const heading = useRef<HTMLHeadingElement>(null);
  const waits = application?.status === 'WAITING';
  const [formShown, setFormShown] = useState(false);
  if (viewerCan.apply && !waits && !formShown) setFormShown(true);
  const sent = formShown && waits;
  useEffect(() => {
    if (sent) heading.current?.focus();
  }, [sent]);
  if (viewerRole) {
    return (
      <Notice
        kind="good"
        role="status"
        action={
          <LinkButton to="/c/$slug" params={{ slug }} look="primary">
            <Trans>Go to the community</Trans>
          </LinkButton>
        }
      >
        <Trans>You are a member.</Trans>
      </Notice>
    );
  }
  if (waits) {
    return (
      <>
        {sent ? (
          <h2 ref={heading} tabIndex={-1}>
            <Trans>Your application has been sent</Trans>
          </h2>
        ) : null}
        <OwnApplication application={application} community={community} />
      </>
    );
  }
  if (!viewerCan.apply) return <JoinPrompt community={community} />;
  const hasPrivate = rule.form.some((question) => question.private);
  return (
    <>
      {application?.status === 'DECLINED' ? <OwnApplication application={application} community={community} /> : null}
      <p>
        <JoinRule community={community} />
      </p>
      <ul className={styles.conditions}>
        <li>
          <Trans>The facilitators of this community decide. You are told by e-mail, and see it here.</Trans>
        </li>
        {hasPrivate ? (
          <li>
            <Trans>
              Answers marked as private are encrypted. Only the facilitators of this community read them, and they are
              erased as soon as it is decided.
            </Trans>
          </li>
        ) : null}
        <li>
          <Trans>What you type is not kept anywhere until you send it: do not close this page before then.</Trans>
        </li>
      </ul>
      <ApplicationForm community={community} form={rule.form} rule={<JoinRule community={community} />} />
    </>
  );
}
