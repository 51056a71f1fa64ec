import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { LIMITS } from '#contracts';
import { AdminAccountsDocument } from '../../../gql/graphql.js';
import { problemOf } from '../../../lib/graphql/problem.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import { FindField } from '../find-field.js';
import { Listed } from '../listed.js';
import { Section } from '../section.js';
import { useFind } from '../use-find.js';
import { AccountRow } from './account-row.js';

/** `/admin/accounts`: finds people's accounts, suspends them, says of which institution they are. */
export function AccountsPage(): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const find = useFind();
  const { query, after } = find;
  const [{ data, error, fetching }, refetch] = useQuery({
    query: AdminAccountsDocument,
    variables: { language, query, first: 30, after },
  });
  return (
    <Section title={t`Accounts`}>
      <FindField
        find={find}
        label={<Trans>Find an account</Trans>}
        hint={<Trans>By words of the name, or by the whole e-mail address. Addresses are never shown.</Trans>}
        maxLength={LIMITS.email}
      />
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
        {(account) => <AccountRow key={account.id} account={account} />}
      </Listed>
    </Section>
  );
}
