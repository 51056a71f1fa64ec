import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { LIMITS } from '#contracts';
import { LinkButton } from '../../components/button.js';
import { SearchCommunitiesDocument } from '../../gql/graphql.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import styles from './search.module.css';

/** What was typed as the directory understands it, which knows no quotation marks and no words that must be missing. */
const plainWords = (query: string): string =>
  query
    .replace(/(?<!\S)-\S+/g, ' ')
    .replace(/["«»“”„]/g, ' ')
    .trim()
    .slice(0, LIMITS.findText);

/** Communities that what was typed may mean; nothing where there are none. */
export function FoundCommunities({ query }: { query: string }): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const words = plainWords(query);
  const [{ data }] = useQuery({
    query: SearchCommunitiesDocument,
    variables: { query: words, language },
    pause: words === '',
    requestPolicy: 'cache-first',
  });
  const found = words === '' ? null : data?.communities;
  if (!found || found.edges.length === 0) return null;
  const more = found.totalCount - found.edges.length;
  return (
    <nav className={styles.communities} aria-label={t`Communities`}>
      <span aria-hidden="true">
        <Trans>Communities</Trans>
      </span>
      {found.edges.map(({ node: { id, slug, name } }) => (
        <LinkButton key={id} to="/c/$slug" params={{ slug }} small>
          {name}
        </LinkButton>
      ))}
      {more > 0 ? (
        <Link to="/communities" search={{ q: words }}>
          <Plural value={more} one="# more" other="# more" />
        </Link>
      ) : null}
    </nav>
  );
}
