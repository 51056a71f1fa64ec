import { Trans, useLingui } from '@lingui/react/macro';
import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { Menu } from '../../components/menu.js';
import { copyText } from './copy-text.js';
import type { PostRights, ThreadPost } from './thread-window.js';

/** What can be done with a post beside answering it. */
export interface PostActions {
  onQuote: ((post: ThreadPost) => void) | null;
  /** Marks it and what follows as unread; null for who has no marks. */
  onUnread: ((post: ThreadPost) => void) | null;
  onEdit: (post: ThreadPost) => void;
  onHistory: (post: ThreadPost) => void;
  onDelete: (post: ThreadPost) => void;
  /** Null where the viewer may do none of it to anybody's posts here. */
  onRemove: ((post: ThreadPost) => void) | null;
  onReport: ((post: ThreadPost) => void) | null;
  onRestored: (post: ThreadPost) => void;
  /** Ids of the posts that the viewer has reported while the page is open. */
  reported: ReadonlySet<string>;
  /** The viewer's account, whose own posts are another matter. */
  viewerId: string | null;
}

/** The viewer's rights; of a post that came live and says none, those that the page's viewer has for everybody's. */
export function rightsOn(post: ThreadPost, actions: PostActions): PostRights {
  if (post.viewerCan) return post.viewerCan;
  const stands = post.removal === null && !post.deleted;
  return {
    edit: false,
    delete: false,
    remove: stands && actions.onRemove !== null,
    restore: post.removal !== null && !post.deleted && actions.onRemove !== null,
    report: stands && actions.onReport !== null,
  };
}

/** The ⋯ of a post. */
export function PostMenu({ post, actions }: { post: ThreadPost; actions: PostActions }): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const { number } = post;
  const can = rightsOn(post, actions);
  const copy = async (): Promise<void> => {
    const url = new URL(window.location.href);
    url.hash = `post-${number}`;
    announce((await copyText(url.href)) ? t`The link has been copied.` : t`The link could not be copied.`);
  };
  return (
    <Menu label={t`More about post ${number}`} className="post-more" button={<Ellipsis size={20} aria-hidden="true" />}>
      {(close) => {
        const item = (words: ReactNode, act: () => void): ReactNode => (
          <button
            type="button"
            className="post-menu-item"
            onClick={(event) => {
              // The item goes away with the menu; a dialog gives the focus back to what had it, so that is the button.
              event.currentTarget.closest('article')?.querySelector<HTMLElement>('.post-more')?.focus();
              close();
              act();
            }}
          >
            {words}
          </button>
        );
        return (
          <>
            {item(<Trans>Copy link</Trans>, () => void copy())}
            {actions.onQuote ? item(<Trans>Quote</Trans>, () => actions.onQuote?.(post)) : null}
            {actions.onUnread ? item(<Trans>Mark unread from here</Trans>, () => actions.onUnread?.(post)) : null}
            {can.edit ? item(<Trans>Edit</Trans>, () => actions.onEdit(post)) : null}
            {post.editedAt ? item(<Trans>History</Trans>, () => actions.onHistory(post)) : null}
            {can.delete ? item(<Trans>Delete…</Trans>, () => actions.onDelete(post)) : null}
            {actions.reported.has(post.id) ? (
              <p className="post-menu-said">
                <Trans>You have reported it.</Trans>
              </p>
            ) : can.report && actions.onReport && post.author.id !== actions.viewerId ? (
              item(<Trans>Report…</Trans>, () => actions.onReport?.(post))
            ) : null}
            {can.remove && actions.onRemove ? item(<Trans>Remove…</Trans>, () => actions.onRemove?.(post)) : null}
          </>
        );
      }}
    </Menu>
  );
}
