import { Trans, useLingui } from '@lingui/react/macro';
import { useParams, useRouterState, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { NotFoundPage } from '../../app/pages/not-found-page.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { numberInHash } from './go-to-post.js';
import { MembershipLostPage } from './later-parts.js';
import { PAGE_SIZE } from './thread-source.js';
import type { Opening } from './thread-source.js';
import { ThreadView } from './thread-view.js';
import { useLostCommunity } from './use-lost-community.js';
import { useThread } from './use-thread.js';

/** What the head of a discussion and its first posts are as high as. */
const BARS = [20, 86, 28, 180, 160, 160, 160];

/** As many as fill the window: the footer is not seen where the page begins further down. */
const furtherBars = (): number[] => Array.from({ length: Math.ceil(globalThis.innerHeight / 172) }, () => 160);

/** `/c/:slug/d/:id`, with a title behind it that is for people alone, and `#post-n`. */
export function ThreadPage(): ReactNode {
  const { id } = useParams({ from: '/c/$slug/d/$id/{-$title}' });
  return <OneThread key={id} id={id} />;
}

/** From the post that the address names: the middle of the window that begins with it. */
const openingAt = (from: number | undefined): Opening => (from === undefined ? 'unread' : from + PAGE_SIZE / 2);

function OneThread({ id }: { id: string }): ReactNode {
  const { t } = useLingui();
  const hash = useRouterState({ select: (state) => state.location.hash });
  const number = numberInHash(hash);
  const { from } = useSearch({ from: '/c/$slug/d/$id/{-$title}' });
  // A number of the first page is better read from the beginning.
  const opening = number === null ? openingAt(from) : number > PAGE_SIZE ? number : null;
  const { reader, thread } = useThread(id, opening);
  const { head, window, problem } = thread;

  const offline = problem?.code === 'OFFLINE';
  useEffect(() => {
    if (!offline) return undefined;
    const again = (): void => void reader.open(opening);
    globalThis.addEventListener('online', again);
    return () => globalThis.removeEventListener('online', again);
  }, [reader, offline, opening]);

  const lost = useLostCommunity(head);
  if (problem?.code === 'NOT_FOUND' && lost) {
    return <MembershipLostPage community={lost} place={{ kind: 'reply', threadId: id }} />;
  }
  if (problem?.code === 'NOT_FOUND' || (problem?.code === 'BAD_USER_INPUT' && !head)) return <NotFoundPage />;
  if (head && window) return <ThreadView reader={reader} thread={thread} head={head} window={window} />;
  return (
    <Page title={t`Discussion`} aside={<span />}>
      <h1 className={problem ? undefined : 'visually-hidden'}>
        <Trans>Discussion</Trans>
      </h1>
      {problem ? (
        <ProblemNotice problem={problem} onRetry={() => void reader.open(opening)} />
      ) : (
        <Skeleton label={t`Loading the discussion`} heights={number === null ? BARS : [...BARS, ...furtherBars()]} />
      )}
    </Page>
  );
}
