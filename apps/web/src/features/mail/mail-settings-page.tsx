import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { MailSettingsDocument } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { CommunityMailList } from './community-mail-list.js';
import { DigestSettings } from './digest-settings.js';
import styles from './mail.module.css';
import { RefusedNotice } from './refused-notice.js';

/** `/settings/mail`: each change saves by itself. */
export function MailSettingsPage(): ReactNode {
  return (
    <>
      <h2>
        <Trans>E-mail notifications</Trans>
      </h2>
      <Settings />
    </>
  );
}

function Settings(): ReactNode {
  const { t } = useLingui();
  const [{ data, error }, refetch] = useQuery({ query: MailSettingsDocument });
  const problem = problemOf(error);
  if (!data) {
    if (problem) return <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
    return <Skeleton label={t`Loading the settings`} heights={[32, 120, 70, 70, 74, 74]} />;
  }
  const { mailSettings: settings } = data;
  return (
    <>
      <RefusedNotice settings={settings} />
      <section className={styles.section} aria-labelledby="communities">
        <h3 id="communities">
          <Trans>From your communities</Trans>
        </h3>
        <CommunityMailList settings={settings} />
      </section>
      <DigestSettings settings={settings} />
    </>
  );
}
