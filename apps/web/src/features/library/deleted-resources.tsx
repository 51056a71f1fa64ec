import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { withNoBreakSpaces } from '#contracts';
import { useQuery } from 'urql';
import { useAnnounce } from '../../components/announcer.js';
import { Button } from '../../components/button.js';
import { Empty } from '../../components/empty.js';
import { ProblemNotice } from '../../components/problem.js';
import rows from '../../components/rows.module.css';
import { ShowMore } from '../../components/show-more.js';
import { Skeleton } from '../../components/skeleton.js';
import { BringBackResourceDocument, LibraryDocument } from '../../gql/graphql.js';
import type { LibraryRowFragment } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { shortDate } from '../../lib/i18n/format.js';
import { useTimeZone } from '../../lib/i18n/time-zone.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { KindIcon } from '../resource/kind-icon.js';
import { listVariables } from './library-search.js';
import styles from './library.module.css';

interface RowProps {
  slug: string;
  resource: LibraryRowFragment;
  onRestored: (title: string) => void;
}

function DeletedRow({ slug, resource, onRestored }: RowProps): ReactNode {
  const { locale } = useLocale();
  const timeZone = useTimeZone();
  const restore = useAction(BringBackResourceDocument);
  const { deletion, id, kind, title, viewerCan } = resource;
  const gone = deletion ? shortDate(deletion.goneAt, locale, timeZone) : null;
  const at = deletion ? shortDate(deletion.at, locale, timeZone) : null;
  const reason = deletion?.reason;
  const bringBack = async (): Promise<void> => {
    if (await restore.run({ input: { resourceId: id } })) onRestored(title);
  };
  return (
    <li className={styles.deleted}>
      <span className={styles.icon}>
        <KindIcon kind={kind} size={22} />
      </span>
      <div className={styles.body}>
        <h3 className={rows.title}>
          <Link to="/c/$slug/r/$id/{-$title}" params={{ slug, id }}>
            {withNoBreakSpaces(title)}
          </Link>
        </h3>
        <p className={styles.facts}>
          <span>
            {deletion?.byFacilitator ? (
              <Trans>Deleted by a facilitator on {at}</Trans>
            ) : (
              <Trans>Deleted on {at} by the person who shared it</Trans>
            )}
          </span>
          <span>
            <Trans>Gone for good on {gone}</Trans>
          </span>
        </p>
        {reason ? (
          <p className={styles.facts}>
            <Trans>Reason: {reason}</Trans>
          </p>
        ) : null}
        <ProblemNotice problem={restore.problem} />
      </div>
      {viewerCan.restore ? (
        <Button small busy={restore.busy} onClick={() => void bringBack()} className={styles.act}>
          <Trans>
            Restore<span className="visually-hidden"> {title}</span>
          </Trans>
        </Button>
      ) : null}
    </li>
  );
}

/** What the viewer may bring back: what they shared and deleted themselves; for facilitators, all of it. */
export function DeletedResources({ slug }: { slug: string }): ReactNode {
  return (
    <>
      <div className={styles.head}>
        <h2>
          <Trans>Recently deleted</Trans>
        </h2>
        <div className={styles.headActions}>
          <Link to="/c/$slug/library" params={{ slug }} search={{}}>
            <Trans>Back to the library</Trans>
          </Link>
        </div>
      </div>
      <DeletedList slug={slug} />
    </>
  );
}

function DeletedList({ slug }: { slug: string }): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const intro = useRef<HTMLParagraphElement>(null);
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, refetch] = useQuery({
    query: LibraryDocument,
    variables: { slug, after, ...listVariables({ deleted: true }) },
  });
  const problem = problemOf(error);
  const list = data?.community?.resources;
  if (!list) {
    if (problem) return <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
    return <Skeleton label={t`Loading what was deleted`} heights={[24, 76, 76]} />;
  }
  return (
    <>
      <p ref={intro} tabIndex={-1}>
        <Trans>Deleted resources can be restored for 30 days.</Trans>
      </p>
      {problem ? <ProblemNotice problem={problem} /> : null}
      {list.edges.length === 0 ? (
        <Empty>
          <p>
            <Trans>There is nothing that you could bring back.</Trans>
          </p>
        </Empty>
      ) : (
        <ul className={rows.rows}>
          {list.edges.map(({ node }) => (
            <DeletedRow
              key={node.id}
              slug={slug}
              resource={node}
              onRestored={(title) => {
                // What had the focus goes away with the row.
                intro.current?.focus();
                announce(t`“${title}” is back in the library.`);
              }}
            />
          ))}
        </ul>
      )}
      {list.pageInfo.hasNextPage ? (
        <ShowMore busy={fetching} onPress={() => setAfter(list.pageInfo.endCursor ?? null)} />
      ) : null}
    </>
  );
}
