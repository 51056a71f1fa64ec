import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem.js';
import type { ThreadHeadFragment } from '../../gql/graphql.js';
import type { Problem } from '../../lib/graphql/problem.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useOutbox } from '../composer/outbox-provider.js';
import { quoteMarkdown } from '../composer/quote.js';
import type { ReplyComposerHandle } from '../composer/reply-composer.js';
import type { ReadingToolsHandle } from '../reading/reading-tools.js';
import { goToPost } from './go-to-post.js';
import { JumpForm } from './jump-form.js';
import { DeletePost, EditComposer, PostHistory, RemovePost, ReportPost } from './later-parts.js';
import { FollowingNow, ReadingTools, ThreadMenu } from './later-parts.js';
import { NewRepliesPill, useAnnounceReplies } from './new-replies-pill.js';
import { OutgoingArticle } from './outgoing-article.js';
import { Participants } from './participants.js';
import { PostArticle } from './post-article.js';
import type { PostActions } from './post-menu.js';
import { usePrintWhole } from './print-whole.js';
import { QuoteButton } from './quote-button.js';
import { ReplyArea } from './reply-area.js';
import { selectedQuote } from './selected-quote.js';
import type { SelectedQuote } from './selected-quote.js';
import { ThreadBar } from './thread-bar.js';
import { ThreadCrumbs, ThreadHeading } from './thread-heading.js';
import { Divider, LoadedPart, PartEnd } from './thread-parts.js';
import { toolsClass } from './tools-class.js';
import { PAGE_SIZE } from './thread-source.js';
import type { ThreadSnapshot } from './thread-source.js';
import type { ThreadReader } from './thread-reader.js';
import { firstNumber, lastLoaded, unseenReplies } from './thread-window.js';
import type { ThreadPost, ThreadWindow } from './thread-window.js';
import { useEndInView } from './use-end-in-view.js';
import { useKeepPlace } from './use-keep-place.js';
import { useOutgoing } from './use-outgoing.js';
import { show, useReadingPlace } from './use-reading-place.js';
import { useThreadKeys } from './use-thread-keys.js';

interface ThreadViewProps {
  reader: ThreadReader;
  thread: ThreadSnapshot;
  head: ThreadHeadFragment;
  window: ThreadWindow;
}

/** A thread that can be read. */
export function ThreadView({ reader, thread, head, window }: ThreadViewProps): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const { me } = useViewer();
  const navigate = useNavigate();
  const outbox = useOutbox();
  const container = useRef<HTMLDivElement>(null);
  const composer = useRef<ReplyComposerHandle>(null);
  const tools = useRef<ReadingToolsHandle>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const [history, setHistory] = useState<ThreadPost | null>(null);
  const [deleting, setDeleting] = useState<ThreadPost | null>(null);
  const [removing, setRemoving] = useState<ThreadPost | null>(null);
  const [reporting, setReporting] = useState<ThreadPost | null>(null);
  const [refused, setRefused] = useState<{ number: number; problem: Problem } | null>(null);
  const [reported, setReported] = useState<ReadonlySet<string>>(new Set());
  const { posts } = window;
  const canReply = Boolean(me) && head.viewerCan.reply;
  // A post that came live does not say what one may do to it; whoever keeps order or reports may do so with all of them.
  const keepsOrder = posts.some(({ viewerCan }) => viewerCan?.remove || viewerCan?.restore);
  const mayReport = posts.some(({ viewerCan }) => viewerCan?.report);
  const viewerId = me?.id ?? null;
  const hasMarks = viewerId !== null && head.unread !== null;
  const unseen = unseenReplies(window);
  const outgoing = useOutgoing(head.id, reader).filter((reply) => !posts.some((post) => post.id === reply.id));

  const keepPlace = useKeepPlace(container);
  useEffect(() => reader.onBeforeChange(keepPlace), [reader, keepPlace]);
  const end = useEndInView(reader);
  useAnnounceReplies(thread.news);
  useReadingPlace(reader, head.id, container, thread.newFrom);
  const isWhole = firstNumber(window) === 1 && window.atEnd;
  usePrintWhole(reader, isWhole, () => announce(t`Loading the discussion`));

  const jump = (number: number): void => {
    void navigate({ to: '.', hash: `post-${number}`, replace: true });
    void show(reader.jump(number));
  };
  const reply = useCallback((post: ThreadPost | null, quote?: string) => {
    // The first post is the discussion itself: answering it names nobody.
    const answered = post && post.number > 1 ? { id: post.id, number: post.number, name: post.author.name } : undefined;
    composer.current?.open({ ...(answered ? { answered } : {}), ...(quote ? { quote } : {}) });
  }, []);
  const quote = (selected: SelectedQuote | null): void => {
    const post = posts.find(({ number }) => number === selected?.number);
    if (selected) reply(post ?? null, quoteMarkdown(selected.text, post));
  };
  useThreadKeys({
    container,
    slug: head.community.slug,
    onReply: canReply ? (number) => reply(posts.find((post) => post.number === number) ?? null) : null,
    onQuote: canReply ? () => quote(selectedQuote()) : null,
  });
  const actions = useMemo<PostActions>(
    () => ({
      onQuote: canReply ? (post) => reply(post, quoteMarkdown(post.body, post)) : null,
      onUnread: hasMarks ? ({ number }) => tools.current?.markUnread(number) : null,
      onEdit: (post) => setEditing(post.id),
      onHistory: setHistory,
      onDelete: setDeleting,
      onRemove: keepsOrder ? setRemoving : null,
      onReport: mayReport ? setReporting : null,
      onRestored: (post) => {
        reader.changed(post);
        // The button that was pressed is gone.
        goToPost(post.number, 'nearest');
      },
      reported,
      viewerId,
    }),
    [canReply, reply, hasMarks, keepsOrder, mayReport, reader, reported, viewerId],
  );
  const onReply = useMemo(() => (canReply ? (post: ThreadPost) => reply(post) : null), [canReply, reply]);

  const order =
    head.viewerCan.lock || head.viewerCan.pin ? <ThreadMenu head={head} onArranged={() => reader.arranged()} /> : null;

  return (
    <Page title={head.title} aside={<Participants posts={posts} whole={isWhole} />}>
      <div ref={container} className="thread">
        <ThreadCrumbs community={head.community} />
        <ThreadHeading head={head} replies={head.replyCount + (window.lastNumber - head.lastNumber)} />
        {hasMarks || order ? (
          <div className={toolsClass(thread.newFrom)}>
            {order}
            {hasMarks ? (
              <ReadingTools
                ref={tools}
                reader={reader}
                head={head}
                posts={posts}
                newFrom={thread.newFrom}
                viewerId={viewerId}
                container={container}
                onJump={jump}
                onRefused={setRefused}
              />
            ) : null}
          </div>
        ) : null}
        {window.lastNumber > PAGE_SIZE ? <JumpForm last={window.lastNumber} onJump={jump} /> : null}
        <LoadedPart window={window} />
        <PartEnd reader={reader} thread={thread} part="earlier" count={firstNumber(window) - 1} />
        <ol className="thread-posts">
          {posts.map((post) => (
            <li key={post.id}>
              <Divider newFrom={thread.newFrom} number={post.number} />
              {refused?.number === post.number ? <ProblemNotice problem={refused.problem} /> : null}
              <PostArticle
                post={post}
                startedBy={head.author.id}
                onReply={onReply}
                actions={actions}
                editor={
                  me && editing === post.id ? (
                    <EditComposer
                      accountId={me.id}
                      post={post}
                      threadId={head.id}
                      slug={head.community.slug}
                      onDone={(edited) => {
                        setEditing(null);
                        if (edited) void reader.own(edited);
                        goToPost(post.number, 'nearest');
                      }}
                    />
                  ) : null
                }
              />
            </li>
          ))}
          {me && window.atEnd ? outgoingItems() : null}
        </ol>
        <PartEnd reader={reader} thread={thread} part="later" count={window.lastNumber - lastLoaded(window)} />
        {me && !window.atEnd && outgoing.length > 0 ? <ol className="thread-posts">{outgoingItems()}</ol> : null}
        <div key={`${firstNumber(window)}-${lastLoaded(window)}`} ref={end} className="thread-end" />
        <NewRepliesPill count={unseen} onShow={showNews} />
        {hasMarks ? <FollowingNow reader={reader} head={head} viewerId={viewerId} /> : null}
        <ReplyArea
          head={head}
          composer={composer}
          onPost={(id) => {
            reader.expectMine(id);
            focusOutgoing(id);
          }}
          onStandingChanged={() => void reader.refresh()}
        />
        {canReply ? <ThreadBar unseen={unseen} onReply={() => reply(null)} onShow={showNews} /> : null}
      </div>
      {canReply ? <QuoteButton onQuote={quote} /> : null}
      {history ? <PostHistory post={history} onClose={() => setHistory(null)} /> : null}
      {deleting ? (
        <DeletePost
          post={deleting}
          onClose={() => setDeleting(null)}
          onDeleted={({ id, number }) => reader.deleted({ threadId: head.id, postId: id, number })}
        />
      ) : null}
      {removing ? (
        <RemovePost
          post={removing}
          onClose={() => setRemoving(null)}
          onRemoved={(post) => {
            reader.changed(post);
            goToPost(post.number, 'nearest');
            announce(t`The post was removed.`);
          }}
        />
      ) : null}
      {reporting ? (
        <ReportPost
          post={reporting}
          onClose={() => setReporting(null)}
          onReported={(id) => setReported((before) => new Set([...before, id]))}
        />
      ) : null}
    </Page>
  );

  function outgoingItems(): ReactNode {
    return outgoing.map((reply) =>
      me ? (
        <li key={reply.id}>
          <OutgoingArticle
            reply={reply}
            me={me}
            onCancel={({ id }) => {
              const taken = outbox?.cancel(id);
              if (taken) composer.current?.takeBack(taken);
            }}
          />
        </li>
      ) : null,
    );
  }

  function showNews(): void {
    void show(reader.showNews());
  }
}

/** Moves the focus to the reply that was just handed over, once it is drawn. */
function focusOutgoing(id: string): void {
  requestAnimationFrame(() => {
    const article = document.getElementById(`outgoing-${id}`);
    article?.focus({ preventScroll: true });
    article?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  });
}
