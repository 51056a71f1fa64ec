import { Trans, useLingui } from '@lingui/react/macro';
import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { Menu } from '../../components/menu.js';
import { copyText } from './copy-text.js';
import type { ThreadPost } from './thread-window.js';

/** What can be done with a post beside answering it. */
export interface PostActions {
  onQuote: ((post: ThreadPost) => void) | null;
  onEdit: (post: ThreadPost) => void;
  onHistory: (post: ThreadPost) => void;
  onDelete: (post: ThreadPost) => void;
}

/** The ⋯ of a post. */
export function PostMenu({ post, actions }: { post: ThreadPost; actions: PostActions }): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const { number } = post;
  const copy = async (): Promise<void> => {
    const url = new URL(window.location.href);
    url.hash = `post-${number}`;
    announce((await copyText(url.href)) ? t`The link has been copied.` : t`The link could not be copied.`);
  };
  return (
    <Menu
      label={t`More about reply ${number}`}
      className="post-more"
      button={<Ellipsis size={20} aria-hidden="true" />}
    >
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
            {post.viewerCan?.edit ? item(<Trans>Edit</Trans>, () => actions.onEdit(post)) : null}
            {post.editedAt ? item(<Trans>History</Trans>, () => actions.onHistory(post)) : null}
            {post.viewerCan?.delete ? item(<Trans>Delete…</Trans>, () => actions.onDelete(post)) : null}
          </>
        );
      }}
    </Menu>
  );
}
