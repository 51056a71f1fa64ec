import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Empty } from '../../../components/empty.js';
import { ProblemNotice } from '../../../components/problem.js';
import { Skeleton } from '../../../components/skeleton.js';
import { AdminProgrammesDocument } from '../../../gql/graphql.js';
import { problemOf } from '../../../lib/graphql/problem.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import styles from '../admin.module.css';
import { Section } from '../section.js';

function Programmes(): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const [{ data, error }, refetch] = useQuery({ query: AdminProgrammesDocument, variables: { language } });
  const problem = problemOf(error);
  if (!data) {
    if (problem) return <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
    return <Skeleton label={t`Loading the programmes`} heights={[70, 70]} />;
  }
  if (data.programmes.length === 0) {
    return (
      <Empty>
        <p>
          <Trans>
            No programmes yet. A programme appears here when the rule of a community names it, for example
            tam-microgrant.
          </Trans>
        </p>
      </Empty>
    );
  }
  return (
    <ul className={styles.rows}>
      {data.programmes.map(({ slug, size, communities }) => (
        <li key={slug} className={styles.row}>
          <div className={styles.rowBody}>
            <Link to="/admin/programmes/$slug" params={{ slug }}>
              {slug}
            </Link>
            <p className={styles.muted}>
              <Plural value={size} _0="Nobody on its roster yet" one="# address" other="# addresses" />
              {' · '}
              {communities.map(({ name }) => name).join(' · ')}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** `/admin/programmes`: the programmes whose rosters enrol people in communities. */
export function ProgrammesPage(): ReactNode {
  const { t } = useLingui();
  return (
    <Section title={t`Programmes`}>
      <p>
        <Trans>
          Whoever is on the roster of a programme is a member of its communities at once, and stays until the roster
          releases them.
        </Trans>
      </p>
      <Programmes />
    </Section>
  );
}
