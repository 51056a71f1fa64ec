import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { LIMITS } from '#contracts';
import { LinkButton } from '../../../components/button.js';
import { AdminInstitutionsDocument } from '../../../gql/graphql.js';
import type { AdminInstitutionFragment } from '../../../gql/graphql.js';
import { problemOf } from '../../../lib/graphql/problem.js';
import { formatTag } from '../../../lib/i18n/locale.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import styles from '../admin.module.css';
import { FindField } from '../find-field.js';
import { Listed } from '../listed.js';
import { Period } from '../period.js';
import { Section } from '../section.js';
import { useFind } from '../use-find.js';
import { useInstitutionNames } from './use-institution-names.js';

function Row({ institution }: { institution: AdminInstitutionFragment }): ReactNode {
  const { locale } = useLocale();
  const names = useInstitutionNames();
  const { id, name, kind, country, province, domains, memberships } = institution;
  const countries = new Intl.DisplayNames(formatTag(locale), { type: 'region' });
  return (
    <li className={styles.row}>
      <div className={styles.rowBody}>
        <Link to="/admin/institutions/$id" params={{ id }}>
          {name}
        </Link>
        <p className={styles.muted}>
          {[names.kind[kind], [province, countries.of(country)].filter(Boolean).join(', '), ...domains].join(' · ')}
        </p>
        {memberships.map(({ association, tie, from, until }) => (
          <p key={`${association.id} ${from}`} className={styles.muted}>
            {names.tie[tie]}
            {' · '}
            {association.name}
            {' · '}
            <Period from={from} until={until} />
          </p>
        ))}
      </div>
    </li>
  );
}

/** `/admin/institutions`: whose people some communities are for. */
export function InstitutionsPage(): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const find = useFind();
  const { query, after } = find;
  const [{ data, error, fetching }, refetch] = useQuery({
    query: AdminInstitutionsDocument,
    variables: { language, query, first: 30, after },
  });
  const list = data?.institutions;
  return (
    <Section
      title={t`Institutions`}
      action={
        <LinkButton to="/admin/institutions/$id" params={{ id: 'new' }} look="primary" small>
          <Trans>New institution</Trans>
        </LinkButton>
      }
    >
      <p>
        <Trans>
          Some communities are for people of member institutions. Whoever has confirmed an address of an institution’s
          domain is of it by itself; all others are affiliated under Accounts.
        </Trans>
      </p>
      <FindField find={find} label={<Trans>Find an institution</Trans>} maxLength={LIMITS.findText} />
      {list ? (
        <p className={styles.muted} role="status">
          <Plural value={list.totalCount} _0="No institutions" one="# institution" other="# institutions" />
        </p>
      ) : null}
      <Listed
        list={list}
        problem={problemOf(error)}
        onRetry={() => refetch({ requestPolicy: 'network-only' })}
        busy={fetching}
        loading={t`Loading the institutions`}
        onMore={find.more}
        empty={
          <p>
            {query === null ? (
              <Trans>Institutions will appear here. Add the first one, for example your own science centre.</Trans>
            ) : (
              <Trans>No institution has these words in its name. Try a shorter one such as “science”.</Trans>
            )}
          </p>
        }
      >
        {(institution) => <Row key={institution.id} institution={institution} />}
      </Listed>
    </Section>
  );
}
