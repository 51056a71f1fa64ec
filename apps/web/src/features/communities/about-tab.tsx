import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { formatTag, localeOf } from '../../lib/i18n/locale.js';
import { Facilitators } from '../membership/facilitators.js';
import { JoinRule } from '../membership/join-rule.js';
import { isOpenToViewer, useTabCommunity } from './community-context.js';
import { Summary } from './community-facts.js';
import styles from './community-page.module.css';

/** `/c/:slug/about`: what the community is for and by which rules. */
export function AboutTab(): ReactNode {
  const community = useTabCommunity();
  const { locale } = useLocale();
  const names = new Intl.DisplayNames(formatTag(locale), { type: 'language' });
  const languages = new Intl.ListFormat(formatTag(locale), { type: 'conjunction' }).format(
    community.association.languages.map((language) => names.of(localeOf(language)) ?? language),
  );
  return (
    <>
      <h2>
        <Trans>About this community</Trans>
      </h2>
      <dl className={styles.facets}>
        <dt>
          <Trans>Purpose</Trans>
        </dt>
        <dd>
          <Summary text={community.summary} />
        </dd>
        <dt>
          <Trans>Who may read</Trans>
        </dt>
        <dd>
          {community.visibility === 'PUBLIC' ? (
            <Trans>Everybody may read; members write.</Trans>
          ) : (
            <Trans>Only members see its discussions and its members.</Trans>
          )}
        </dd>
        <dt>
          <Trans>Who may join</Trans>
        </dt>
        <dd>
          <JoinRule community={community} />
        </dd>
        <dt>
          <Trans>Association</Trans>
        </dt>
        <dd>{community.association.name}</dd>
        <dt>
          <Trans>Languages of the association</Trans>
        </dt>
        <dd>{languages}</dd>
        {community.tags.length > 0 ? (
          <>
            <dt>
              <Trans>Topics</Trans>
            </dt>
            <dd lang="en">{community.tags.map((tag) => `#${tag}`).join(' ')}</dd>
          </>
        ) : null}
        {isOpenToViewer(community) ? (
          <>
            <dt>
              <Trans>Facilitators</Trans>
            </dt>
            <dd>
              <Facilitators slug={community.slug} />
            </dd>
          </>
        ) : null}
      </dl>
    </>
  );
}
