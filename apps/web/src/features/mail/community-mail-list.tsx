import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Lock } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Chip } from '../../components/chip.js';
import { Empty } from '../../components/empty.js';
import { Choice } from '../../components/field.js';
import { ProblemNotice } from '../../components/problem.js';
import { ShowMore } from '../../components/show-more.js';
import { Skeleton } from '../../components/skeleton.js';
import { MailCommunitiesDocument, SetContentInMailDocument, SetMailCadenceDocument } from '../../gql/graphql.js';
import type { MailCadence, MailCommunityFragment, MailSettingsPartsFragment } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { Saved } from '../settings/saved.js';
import { CadenceOptions } from './cadence-options.js';
import styles from './mail.module.css';
import { useCadenceWords } from './use-cadence-words.js';
import { useSaving } from './use-saving.js';

/** The dial of each community of one's own, and for the private ones what their mail may say. */
export function CommunityMailList({ settings }: { settings: MailSettingsPartsFragment }): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, refetch] = useQuery({
    query: MailCommunitiesDocument,
    variables: { language, after },
  });
  const problem = problemOf(error);
  const communities = data?.communities;
  if (!communities) {
    if (problem) return <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
    return <Skeleton label={t`Loading your communities`} heights={[74, 74, 74]} />;
  }
  if (communities.edges.length === 0) {
    return (
      <Empty>
        <p>
          <Trans>
            You have not joined a community yet. Each one that you join appears here, with how often it sends e-mail.
          </Trans>
        </p>
        <p>
          <Link to="/communities">
            <Trans>See the communities</Trans>
          </Link>
        </p>
      </Empty>
    );
  }
  const { hasNextPage, endCursor } = communities.pageInfo;
  return (
    <>
      <Meanings settings={settings} />
      <ul className={styles.rows}>
        {communities.edges.map(({ node }) => (
          <li key={node.id} className={styles.row}>
            <CommunityMail community={node} />
          </li>
        ))}
      </ul>
      <ProblemNotice problem={problem} />
      {hasNextPage ? <ShowMore busy={fetching} onPress={() => setAfter(endCursor ?? null)} /> : null}
    </>
  );
}

/** What the settings of the dial mean; closed until somebody asks. */
function Meanings({ settings }: { settings: MailSettingsPartsFragment }): ReactNode {
  const words = useCadenceWords(settings);
  return (
    <details className={styles.meanings}>
      <summary>
        <Trans>What the choices mean</Trans>
      </summary>
      <dl>
        {words.map(({ value, label, meaning }) => (
          <div key={value}>
            <dt>{label}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function CommunityMail({ community }: { community: MailCommunityFragment }): ReactNode {
  const { t } = useLingui();
  const setting = useAction(SetMailCadenceDocument);
  const showing = useAction(SetContentInMailDocument);
  const { slug, name, visibility, watchLevel } = community;
  const cadence = useSaving<MailCadence>(
    community.mailCadence ?? 'DAILY',
    async (next) => (await setting.run({ slug, cadence: next })) !== null,
  );
  const content = useSaving(
    community.contentInMail ?? false,
    async (next) => (await showing.run({ slug, content: next })) !== null,
  );
  return (
    <>
      <div className={styles.name}>
        <Link to="/c/$slug" params={{ slug }}>
          {name}
        </Link>
        {visibility === 'PRIVATE' ? (
          <Chip>
            <Lock size={14} aria-hidden="true" />
            <Trans>Members only</Trans>
          </Chip>
        ) : null}
        {watchLevel === 'MUTED' ? (
          <Chip tone="warm">
            <Trans>Muted: no mail</Trans>
          </Chip>
        ) : null}
        <Saved shown={cadence.saved || content.saved} />
      </div>
      <CadenceOptions label={t`E-mail from ${name}`} value={cadence.value} onChange={cadence.choose} />
      {visibility === 'PRIVATE' ? <ContentInMail content={content.value} onChange={content.choose} /> : null}
      <ProblemNotice problem={setting.problem ?? showing.problem} />
    </>
  );
}

/** Whether mail of a private community says what was written. */
function ContentInMail({ content, onChange }: { content: boolean; onChange: (content: boolean) => void }): ReactNode {
  return (
    <div className={styles.whole}>
      <Choice
        label={
          <>
            <Trans>Its mail may say what was written</Trans>{' '}
            <span className={styles.meaning}>
              {content ? (
                <Trans>
                  Titles, names and texts stand in the mail; whoever can read your mailbox reads them. The subject names
                  nothing.
                </Trans>
              ) : (
                <Trans>Its mail says only that something is new, with a link: no name, no title, no text.</Trans>
              )}
            </span>
          </>
        }
        checked={content}
        onChange={(event) => onChange(event.target.checked)}
      />
    </div>
  );
}
