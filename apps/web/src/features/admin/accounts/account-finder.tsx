import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { LIMITS } from '#contracts';
import { AdminAccountsDocument } from '../../../gql/graphql.js';
import type { AdminAccountFragment } from '../../../gql/graphql.js';
import { problemOf } from '../../../lib/graphql/problem.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import styles from '../admin.module.css';
import { FindField } from '../find-field.js';
import { Listed } from '../listed.js';
import { useFind } from '../use-find.js';

/** Finds an account by words of its name or by its whole address; `children` gives what stands beside each that was found. */
export function AccountFinder({ children }: { children: (account: AdminAccountFragment) => ReactNode }): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const find = useFind();
  const { query, after } = find;
  const [{ data, error, fetching }, refetch] = useQuery({
    query: AdminAccountsDocument,
    variables: { language, query, first: 5, after },
    pause: query === null,
  });
  return (
    <>
      <FindField
        find={find}
        label={<Trans>Find an account</Trans>}
        hint={<Trans>By words of the name, or by the whole e-mail address.</Trans>}
        maxLength={LIMITS.email}
      />
      {query === null ? null : (
        <Listed
          list={data?.accounts}
          problem={problemOf(error)}
          onRetry={() => refetch({ requestPolicy: 'network-only' })}
          busy={fetching}
          loading={t`Loading the accounts`}
          onMore={find.more}
          empty={
            <p>
              <Trans>
                Nobody has this name or address. An address must be typed as a whole, such as ada@example.org.
              </Trans>
            </p>
          }
        >
          {(account) => (
            <li key={account.id} className={styles.row}>
              <div className={styles.rowBody}>
                <strong>{account.person.name}</strong>
                {account.affiliations.length > 0 ? (
                  <p className={styles.muted}>
                    {account.affiliations.map(({ institution }) => institution.name).join(' · ')}
                  </p>
                ) : null}
              </div>
              {children(account)}
            </li>
          )}
        </Listed>
      )}
    </>
  );
}
