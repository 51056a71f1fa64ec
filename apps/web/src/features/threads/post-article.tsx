import { Trans } from '@lingui/react/macro';
import { CornerDownRight, Reply } from 'lucide-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { Avatar } from '../../components/avatar.js';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { Time } from '../../components/time.js';
import { classNames } from '../../lib/class-names.js';
import { Prose } from '../composer/prose.js';
import { PersonName } from '../membership/person-name.js';
import { RemovedLine } from './removed-line.js';
import { RemovedPost } from './later-parts.js';
import { PostAuthor } from './post-author.js';
import { PostFiles } from './post-files.js';
import { PostMenu, rightsOn } from './post-menu.js';
import type { PostActions } from './post-menu.js';
import type { ThreadPost } from './thread-window.js';

interface PostArticleProps {
  post: ThreadPost;
  /** Account that began the thread: its posts carry a tag. */
  startedBy: string;
  onReply: ((post: ThreadPost) => void) | null;
  actions: PostActions;
  /** Stands in place of the text while one edits it. */
  editor: ReactNode;
}

/** One post. The first looks different from its replies; a deleted or removed one keeps its number and its place. */
export const PostArticle = memo(function PostArticle(props: PostArticleProps): ReactNode {
  const { post, startedBy, onReply, actions, editor } = props;
  const { number } = post;
  const first = number === 1;
  if (post.removal && !editor) {
    const { removal } = post;
    const can = rightsOn(post, actions);
    const readable = can.restore || (actions.viewerId !== null && post.author.id === actions.viewerId);
    return (
      <article id={`post-${number}`} className="post post-gone" tabIndex={-1} data-number={number}>
        {readable ? (
          <RemovedPost
            post={{ ...post, removal }}
            readable
            restorable={can.restore}
            onDelete={can.delete ? () => actions.onDelete(post) : null}
            onRestored={actions.onRestored}
          />
        ) : (
          <RemovedLine post={{ number, removal }} />
        )}
      </article>
    );
  }
  if (post.deleted && !editor) {
    return (
      <article id={`post-${number}`} className="post post-gone" tabIndex={-1} data-number={number}>
        <p>
          {first ? <Trans>This post was deleted.</Trans> : <Trans>This reply was deleted.</Trans>}{' '}
          <span className="post-number">#{number}</span>
        </p>
      </article>
    );
  }
  return (
    <article
      id={`post-${number}`}
      className={classNames('post', first ? 'post-first' : 'post-reply')}
      aria-labelledby={`post-${number}-author`}
      tabIndex={-1}
      data-number={number}
    >
      <header className="post-head">
        <Avatar id={post.author.id} name={post.author.name} />
        <div className="post-who">
          <h2 id={`post-${number}-author`} className="post-author">
            <PostAuthor person={post.author} />
          </h2>
          {post.author.id === startedBy && !first ? (
            <span className="post-tag">
              <Trans>Author</Trans>
            </span>
          ) : null}
        </div>
        <div className="post-when">
          <a href={`#post-${number}`} className="post-link">
            <span className="post-number">#{number}</span> <Time at={post.createdAt} />
          </a>
          {post.editedAt ? (
            <button type="button" className="post-edited" onClick={() => actions.onHistory(post)}>
              <Trans>edited</Trans>
            </button>
          ) : null}
        </div>
      </header>
      {post.inReplyTo ? (
        <a href={`#post-${post.inReplyTo.number}`} className="post-answers">
          <CornerDownRight size={16} aria-hidden="true" />
          <Trans>
            In reply to{' '}
            <PersonName person={{ name: post.inReplyTo.author.name, former: post.inReplyTo.author.former ?? false }} />{' '}
            #{post.inReplyTo.number}
          </Trans>
        </a>
      ) : null}
      {editor ?? (
        <>
          <Prose html={post.bodyHtml} />
          <PostFiles html={post.bodyHtml} attachments={post.attachments} />
        </>
      )}
      {actions.reported.has(post.id) ? (
        <Notice kind="good">
          <Trans>You have reported this. The facilitators will look at it. Thank you.</Trans>
        </Notice>
      ) : null}
      {editor ? null : (
        <footer className="post-foot">
          {onReply ? (
            <Button look="quiet" small onClick={() => onReply(post)}>
              <Reply size={18} aria-hidden="true" />
              <Trans>Reply</Trans>
              <span className="visually-hidden">
                <Trans>to {post.author.name}</Trans>
              </span>
            </Button>
          ) : (
            <span />
          )}
          <PostMenu post={post} actions={actions} />
        </footer>
      )}
    </article>
  );
});
