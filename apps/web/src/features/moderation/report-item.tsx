import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { withNoBreakSpaces } from '#contracts';
import { Button } from '../../components/button.js';
import { ProblemNotice } from '../../components/problem.js';
import { Time } from '../../components/time.js';
import { ResolveReportDocument } from '../../gql/graphql.js';
import type { WaitingReportFragment } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { Prose } from '../composer/prose.js';
import { KeyHint, useKeyOf } from '../facilitation/key-hint.js';
import { PersonName } from '../membership/person-name.js';
import { RemovePost } from './remove-post.js';
import styles from './moderation.module.css';

interface ReportItemProps {
  slug: string;
  /** Reports of one and the same post. */
  reports: readonly [WaitingReportFragment, ...WaitingReportFragment[]];
  /** They wait no longer; with what is to be said of it, and the report by which that can be taken back. */
  onDone: (words: string, reportId: string | null) => void;
}

/** A reported post: what it says, who reported it and why, and what can be done about it. */
export function ReportItem({ slug, reports, onDone }: ReportItemProps): ReactNode {
  const { t } = useLingui();
  const resolve = useAction(ResolveReportDocument);
  const keyOf = useKeyOf();
  const [removing, setRemoving] = useState(false);
  const [{ id, post }] = reports;
  const { author, number, thread } = post;
  const heading = `reported-${post.id}`;
  const keep = async (): Promise<void> => {
    if (await resolve.run({ input: { reportId: id } })) onDone(t`The post stays.`, id);
  };
  return (
    <article className={styles.report} aria-labelledby={heading} tabIndex={-1}>
      <h3 id={heading} className={styles.where}>
        <Link to="/c/$slug/d/$id/{-$title}" params={{ slug, id: thread.id }} hash={`post-${number}`}>
          {withNoBreakSpaces(thread.title)} <span className="post-number">#{number}</span>
        </Link>
      </h3>
      <p className={styles.facts}>
        <Trans>
          Written by <PersonName person={author} />
        </Trans>{' '}
        <Time at={post.createdAt} />
      </p>
      {/* A long text scrolls in its frame, and what scrolls must be reached by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrollable region is interactive */}
      <div className={styles.said} role="region" aria-label={t`What the post says`} tabIndex={0}>
        <Prose html={post.bodyHtml} />
      </div>
      <ul className={styles.reasons}>
        {reports.map((report) => (
          <li key={report.id}>
            <p className={styles.facts}>
              <Trans>
                Reported by <PersonName person={report.reporter} />
              </Trans>{' '}
              <Time at={report.createdAt} />
            </p>
            <p className={styles.reason}>{report.reason}</p>
          </li>
        ))}
      </ul>
      <ProblemNotice problem={resolve.problem} />
      <div className={styles.acts}>
        <Button
          busy={resolve.busy}
          aria-label={t`The post may stay: ${thread.title} #${number}`}
          aria-keyshortcuts={keyOf('a')}
          data-key="a"
          onClick={() => void keep()}
        >
          <Trans>The post may stay</Trans>
          <KeyHint keys="a" />
        </Button>
        {post.viewerCan.remove ? (
          <Button
            look="danger"
            aria-label={t`Remove the post: ${thread.title} #${number}`}
            aria-keyshortcuts={keyOf('h')}
            data-key="h"
            onClick={() => setRemoving(true)}
          >
            <Trans>Remove the post…</Trans>
            <KeyHint keys="h" />
          </Button>
        ) : null}
      </div>
      {removing ? (
        <RemovePost
          post={post}
          onClose={() => setRemoving(false)}
          onRemoved={() => onDone(t`The post was removed.`, null)}
        />
      ) : null}
    </article>
  );
}
