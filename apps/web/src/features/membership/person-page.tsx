import { Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { NotFoundPage } from '../../app/pages/not-found-page.js';
import { Avatar } from '../../components/avatar.js';
import { LinkButton } from '../../components/button.js';
import { Empty } from '../../components/empty.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { PersonDocument } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { CommunityCards } from '../communities/community-list.js';
import { SignInFirst } from '../identity/sign-in-first.js';
import styles from './people.module.css';
import { PersonName } from './person-name.js';

function Profile({ id }: { id: string }): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const { me } = useViewer();
  const [{ data, error }, refetch] = useQuery({ query: PersonDocument, variables: { id, language } });
  const problem = problemOf(error);
  const person = data?.person;
  if (person === null || problem?.code === 'NOT_FOUND') return <NotFoundPage />;
  if (!person) {
    return (
      <Page title={t`Profile`} width="reading">
        <h1 className={problem ? undefined : 'visually-hidden'}>
          <Trans>Profile</Trans>
        </h1>
        {problem ? (
          <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
        ) : (
          <Skeleton label={t`Loading the profile`} heights={[48, 32, 140]} />
        )}
      </Page>
    );
  }
  const own = me?.id === person.id;
  return (
    <Page title={person.former ? t`Former member` : person.name} width="reading">
      <div className={styles.profile}>
        <Avatar id={person.id} name={person.name} />
        <h1>
          <PersonName person={person} />
        </h1>
      </div>
      {own ? (
        <div>
          <LinkButton to="/settings" small>
            <Trans>Settings</Trans>
          </LinkButton>
        </div>
      ) : null}
      <h2>{own ? <Trans>My communities</Trans> : <Trans>Communities you share</Trans>}</h2>
      {person.sharedCommunities.length > 0 ? (
        <CommunityCards communities={person.sharedCommunities} />
      ) : (
        <Empty>
          <p>
            {own ? (
              <Trans>You have not joined a community yet.</Trans>
            ) : (
              <Trans>You and this person are not in the same community.</Trans>
            )}
          </p>
        </Empty>
      )}
    </Page>
  );
}

/** `/people/:id`: a plain profile, for people who are signed in. */
export function PersonPage(): ReactNode {
  const { t } = useLingui();
  const { id } = useParams({ from: '/people/$id' });
  const { known, me } = useViewer();
  if (known && !me) return <SignInFirst title={t`Profile`} />;
  return <Profile id={id} />;
}
