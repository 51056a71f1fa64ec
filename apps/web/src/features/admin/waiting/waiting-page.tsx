import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { LinkButton } from '../../../components/button.js';
import { Time } from '../../../components/time.js';
import { AdminUnattendedDocument } from '../../../gql/graphql.js';
import type { AdminUnattendedQuery } from '../../../gql/graphql.js';
import { problemOf } from '../../../lib/graphql/problem.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import styles from '../admin.module.css';
import { Listed } from '../listed.js';
import { Section } from '../section.js';

type Unattended = AdminUnattendedQuery['unattended']['edges'][number]['node'];

function Row({ waiting }: { waiting: Unattended }): ReactNode {
  const { t } = useLingui();
  const { applications, reports, since, community } = waiting;
  const { slug, name } = community;
  return (
    <li className={styles.row}>
      <div className={styles.rowBody}>
        <Link to="/admin/communities/$slug" params={{ slug }}>
          {name}
        </Link>
        <p className={styles.muted}>
          {applications > 0 ? <Plural value={applications} one="# application" other="# applications" /> : null}
          {applications > 0 && reports > 0 ? ' · ' : null}
          {reports > 0 ? <Plural value={reports} one="# report" other="# reports" /> : null}
          {since ? (
            <>
              {' · '}
              <Trans>
                The oldest: <Time at={since} />
              </Trans>
            </>
          ) : null}
        </p>
      </div>
      <LinkButton
        to="/admin/communities/$slug"
        params={{ slug }}
        hash="facilitator"
        small
        aria-label={t`Appoint a facilitator: ${name}`}
      >
        <Trans>Appoint a facilitator</Trans>
      </LinkButton>
    </li>
  );
}

/** `/admin`: where something waits for a facilitator and there is none. */
export function WaitingPage(): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, refetch] = useQuery({
    query: AdminUnattendedDocument,
    variables: { language, after },
  });
  return (
    <Section title={t`Waiting`}>
      <p>
        <Trans>
          Communities without a facilitator in which somebody waits for one. What is asked and said there is for their
          facilitators alone; appoint one, and the community looks after itself.
        </Trans>
      </p>
      <Listed
        list={data?.unattended}
        problem={problemOf(error)}
        onRetry={() => refetch({ requestPolicy: 'network-only' })}
        busy={fetching}
        loading={t`Loading the list`}
        onMore={setAfter}
        empty={
          <p>
            <Trans>
              Nothing is waiting. A community appears here when, for example, somebody applies to it while it has no
              facilitator.
            </Trans>
          </p>
        }
      >
        {(waiting) => <Row key={waiting.community.id} waiting={waiting} />}
      </Listed>
    </Section>
  );
}
