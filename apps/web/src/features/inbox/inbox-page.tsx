import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Choice } from '../../components/field.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { Skeleton } from '../../components/skeleton.js';
import { MyCommunitiesDocument } from '../../gql/graphql.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { SignInFirst } from '../identity/sign-in-first.js';
import { InboxList } from './inbox-list.js';
import type { InboxPart, InboxSearch } from './inbox-search.js';
import styles from './inbox.module.css';

/** Whether anything can wait for the viewer as a facilitator. */
function useFacilitates(): boolean {
  const { language } = useLocale();
  const [{ data }] = useQuery({ query: MyCommunitiesDocument, variables: { language }, requestPolicy: 'cache-first' });
  return data?.communities.edges.some(({ node }) => node.viewerRole === 'FACILITATOR') ?? false;
}

const searchOf = (filter: InboxPart | undefined, unread: boolean): InboxSearch => ({
  ...(filter ? { filter } : {}),
  ...(unread ? { unread: true } : {}),
});

function Filters({ search }: { search: InboxSearch }): ReactNode {
  const { t } = useLingui();
  const navigate = useNavigate();
  const facilitates = useFacilitates();
  const parts: [InboxPart | undefined, string][] = [
    [undefined, t`All`],
    ['for-me', t`For me`],
    ['following', t`Followed discussions`],
    ['communities', t`Communities`],
    ...(facilitates || search.filter === 'facilitation'
      ? ([['facilitation', t`Facilitation`]] satisfies [InboxPart, string][])
      : []),
  ];
  return (
    <div className={styles.side}>
      <nav className={styles.filters} aria-label={t`What the inbox shows`}>
        {parts.map(([filter, name]) => (
          <Link
            key={name}
            to="/inbox"
            search={searchOf(filter, search.unread ?? false)}
            className={styles.filter}
            activeOptions={{ exact: true }}
            resetScroll={false}
          >
            {name}
          </Link>
        ))}
      </nav>
      <Choice
        label={<Trans>Unread only</Trans>}
        checked={search.unread ?? false}
        onChange={(event) =>
          void navigate({
            to: '/inbox',
            search: searchOf(search.filter, event.target.checked),
            replace: true,
            resetScroll: false,
          })
        }
      />
    </div>
  );
}

/** `/inbox`: all that one was told, the newest first. */
export function InboxPage(): ReactNode {
  const { t } = useLingui();
  const search = useSearch({ from: '/inbox' });
  const { known, me } = useViewer();
  if (known && !me) return <SignInFirst title={t`Inbox`} />;
  const heading = (
    <h1>
      <Trans>Inbox</Trans>
    </h1>
  );
  if (me && !me.emailVerified) {
    return (
      <Page title={t`Inbox`} width="reading">
        {heading}
        <Notice kind="info">
          <Trans>
            Confirm your address first; what is new for you comes here then. The link is in the e-mail that we sent you.
          </Trans>
        </Notice>
      </Page>
    );
  }
  return (
    <Page title={t`Inbox`}>
      {heading}
      <div className={styles.frame}>
        <Filters search={search} />
        <div className={styles.content}>
          {me ? (
            <InboxList key={`${search.filter} ${search.unread}`} search={search} />
          ) : (
            <Skeleton label={t`Loading the inbox`} heights={[44, 84, 84, 84, 84, 84]} />
          )}
        </div>
      </div>
    </Page>
  );
}
