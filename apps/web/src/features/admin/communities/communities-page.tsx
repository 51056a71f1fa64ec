import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { LIMITS } from '#contracts';
import { LinkButton } from '../../../components/button.js';
import { AdminCommunitiesDocument } from '../../../gql/graphql.js';
import { problemOf } from '../../../lib/graphql/problem.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import { StatusChip, VisibilityChip } from '../../communities/community-facts.js';
import styles from '../admin.module.css';
import { FindField } from '../find-field.js';
import { Listed } from '../listed.js';
import { Section } from '../section.js';
import { useFind } from '../use-find.js';
import { useRuleNames } from './use-rule-names.js';

/** `/admin/communities`: every community, by name. */
export function CommunitiesPage(): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const find = useFind();
  const names = useRuleNames();
  const [{ data, error, fetching }, refetch] = useQuery({
    query: AdminCommunitiesDocument,
    variables: { language, query: find.query, first: 30, after: find.after },
  });
  const list = data?.communities;
  return (
    <Section
      title={t`Communities`}
      action={
        <LinkButton to="/admin/communities/new" look="primary" small>
          <Trans>New community</Trans>
        </LinkButton>
      }
    >
      <FindField find={find} label={<Trans>Find a community</Trans>} maxLength={LIMITS.findText} />
      {list ? (
        <p className={styles.muted} role="status">
          <Plural value={list.totalCount} _0="No communities" one="# community" other="# communities" />
        </p>
      ) : null}
      <Listed
        list={list}
        problem={problemOf(error)}
        onRetry={() => refetch({ requestPolicy: 'network-only' })}
        busy={fetching}
        loading={t`Loading the communities`}
        onMore={find.more}
        empty={
          <p>
            <Trans>No community has these words in its name or its summary. Try a shorter one such as “museum”.</Trans>
          </p>
        }
      >
        {(community) => (
          <li key={community.id} className={styles.row}>
            <div className={styles.rowBody}>
              <Link to="/admin/communities/$slug" params={{ slug: community.slug }}>
                {community.name}
              </Link>
              <p className={styles.muted}>
                {names.joinPolicy[community.joinPolicy]}
                {' · '}
                {names.eligibility[community.eligibility]}
                {' · '}
                {community.association.name}
              </p>
            </div>
            <span className={styles.chips}>
              <VisibilityChip community={community} />
              <StatusChip community={community} />
            </span>
          </li>
        )}
      </Listed>
    </Section>
  );
}
