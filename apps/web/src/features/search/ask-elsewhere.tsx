import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { LinkButton } from '../../components/button.js';
import { MyCommunitiesDocument } from '../../gql/graphql.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useLocale } from '../../lib/i18n/use-locale.js';

/** More would be a list to read; the others are a click away. */
const AT_MOST = 5;

/** Where one can ask what nobody has written yet: in one's own communities, or after finding one. */
export function AskElsewhere({ query }: { query: string }): ReactNode {
  const { language } = useLocale();
  const { me } = useViewer();
  const [{ data }] = useQuery({
    query: MyCommunitiesDocument,
    variables: { language },
    pause: !me,
    requestPolicy: 'cache-first',
  });
  const mine = me ? (data?.communities.edges ?? []) : [];
  return (
    <>
      {mine
        .filter(({ node }) => node.status === 'OPERATIONAL')
        .slice(0, AT_MOST)
        .map(({ node: { id, slug, name } }) => (
          <LinkButton key={id} to="/c/$slug/new" params={{ slug }} search={{ title: query }}>
            <Trans>Ask in {name}</Trans>
          </LinkButton>
        ))}
      <LinkButton to="/communities" look={mine.length > 0 ? 'quiet' : 'plain'}>
        <Trans>See all communities</Trans>
      </LinkButton>
    </>
  );
}
