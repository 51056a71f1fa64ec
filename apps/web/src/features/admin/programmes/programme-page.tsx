import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Chip } from '../../../components/chip.js';
import { Time } from '../../../components/time.js';
import { AdminProgrammeDocument } from '../../../gql/graphql.js';
import type { AdminProgrammeQuery } from '../../../gql/graphql.js';
import { problemOf } from '../../../lib/graphql/problem.js';
import type { Problem } from '../../../lib/graphql/problem.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import { PersonName } from '../../membership/person-name.js';
import styles from '../admin.module.css';
import { Listed } from '../listed.js';
import { BackTo, Section } from '../section.js';
import { ReleaseAll } from './release-all.js';
import { RosterUpload } from './roster-upload.js';

type Programme = NonNullable<AdminProgrammeQuery['programme']>;
type Entry = Programme['roster']['edges'][number]['node'];

function Row({ entry }: { entry: Entry }): ReactNode {
  const { email, person, enrolled, since } = entry;
  return (
    <li className={styles.row}>
      <div className={styles.rowBody}>
        <strong>{email}</strong>
        <p className={styles.muted}>
          {person ? (
            <>
              <PersonName person={person} />
              {' · '}
            </>
          ) : null}
          <Trans>
            Added <Time at={since} />
          </Trans>
        </p>
      </div>
      {enrolled ? (
        <Chip tone="good">
          <Trans>Enrolled</Trans>
        </Chip>
      ) : (
        <Chip>
          <Trans>Waiting for an account</Trans>
        </Chip>
      )}
    </li>
  );
}

interface RosterProps {
  programme: Programme | null | undefined;
  problem: Problem | null;
  busy: boolean;
  onRetry: () => void;
  onMore: (after: string | null) => void;
}

function Roster({ programme, problem, busy, onRetry, onMore }: RosterProps): ReactNode {
  const { t } = useLingui();
  return (
    <Listed
      list={programme?.roster}
      problem={problem}
      onRetry={onRetry}
      busy={busy}
      loading={t`Loading the roster`}
      onMore={onMore}
      empty={
        <p>
          <Trans>Nobody is on this roster yet. Bring a file with their addresses, such as a list saved as CSV.</Trans>
        </p>
      }
    >
      {(entry) => <Row key={entry.email} entry={entry} />}
    </Listed>
  );
}

/** `/admin/programmes/:slug`: its communities, its roster, and the file that replaces it. */
export function ProgrammePage(): ReactNode {
  const { language } = useLocale();
  const { slug } = useParams({ from: '/admin/programmes/$slug' });
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, refetch] = useQuery({
    query: AdminProgrammeDocument,
    variables: { slug, language, after },
  });
  const programme = data?.programme;
  const again = (): void => {
    setAfter(null);
    refetch({ requestPolicy: 'network-only' });
  };
  return (
    <>
      <BackTo to="/admin/programmes">
        <Trans>All programmes</Trans>
      </BackTo>
      <Section title={slug}>
        {programme ? (
          <>
            <p>
              <Trans>Its roster enrols in:</Trans>{' '}
              {programme.communities.map(({ id, slug, name }, index) => (
                <span key={id}>
                  {index > 0 ? ', ' : null}
                  <Link to="/admin/communities/$slug" params={{ slug }}>
                    {name}
                  </Link>
                </span>
              ))}
            </p>
            <section className={styles.section} aria-labelledby="roster-file">
              <h3 id="roster-file">
                <Trans>Replace the roster</Trans>
              </h3>
              <RosterUpload programme={slug} size={programme.size} onDone={again} />
            </section>
          </>
        ) : null}
        <section className={styles.section} aria-labelledby="roster">
          <div className={styles.head}>
            <h3 id="roster">
              {programme ? (
                <Plural value={programme.size} _0="Roster" one="Roster: # address" other="Roster: # addresses" />
              ) : (
                <Trans>Roster</Trans>
              )}
            </h3>
            {programme && programme.size > 0 ? (
              <ReleaseAll programme={slug} size={programme.size} onDone={again} />
            ) : null}
          </div>
          <Roster programme={programme} problem={problemOf(error)} busy={fetching} onRetry={again} onMore={setAfter} />
        </section>
      </Section>
    </>
  );
}
