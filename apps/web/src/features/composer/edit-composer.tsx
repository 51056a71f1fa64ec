import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useClient } from 'urql';
import { LIMITS } from '#contracts';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { EditPostDocument, OnePostDocument } from '../../gql/graphql.js';
import type { PostPartsFragment } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import type { Problem } from '../../lib/graphql/problem.js';
import styles from './composer.module.css';
import { DiscardDraft } from './discard-draft.js';
import { discardFiles } from './discard-files.js';
import { changedAttachments } from './draft-files.js';
import { EditConflict } from './edit-conflict.js';
import { MarkdownField } from './markdown-field.js';
import { OtherTab } from './other-tab.js';
import { PostProblem } from './post-problem.js';
import { SavedState } from './saved-state.js';
import { TextProblem, textProblem } from './text-problem.js';
import type { ThreadPost } from '../threads/thread-window.js';
import { useAttaching } from './use-attaching.js';
import { useDraft } from './use-draft.js';

interface EditComposerProps {
  accountId: string;
  post: Pick<ThreadPost, 'id' | 'body' | 'revision' | 'deleted' | 'attachments'>;
  threadId: string;
  /** The community of the post. */
  slug: string;
  /** The post as it is now; without one, nothing was changed. */
  onDone: (post: PostPartsFragment | null) => void;
}

/** Edits one's own post in its place. Two editors of one post see both texts, and nothing is lost. */
export function EditComposer({ accountId, post, threadId, slug, onDone }: EditComposerProps): ReactNode {
  const { t } = useLingui();
  const client = useClient();
  const errorId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [met, setMet] = useState<{ body: string; revision: number } | null>(null);
  const { id } = post;
  const { attachments: posted } = post;
  const initial = { body: post.body, revision: post.revision, ...(posted.length > 0 ? { attachments: posted } : {}) };
  const form = useDraft(accountId, { kind: 'edit', postId: id }, initial);
  const { draft, change, drop } = form;
  const attaching = useAttaching({ slug, form, field, posted, onPost: () => save() });
  const wrong = tried ? textProblem(draft.body) : null;

  useEffect(() => {
    const text = field.current;
    text?.focus();
    text?.setSelectionRange(text.value.length, text.value.length);
  }, []);

  const done = (edited: PostPartsFragment | null): void => {
    drop();
    onDone(edited);
  };
  const fetchCurrent = async (): Promise<void> => {
    const { data } = await client.query(OnePostDocument, { id }, { requestPolicy: 'network-only' }).toPromise();
    done(data?.post ?? null);
  };
  const send = async (body: string, expectedRevision: number): Promise<void> => {
    setTried(true);
    setProblem(null);
    if (busy || textProblem(body) || !attaching.mayPost()) return;
    setBusy(true);
    const attachments = changedAttachments(posted, draft.attachments);
    const input = { postId: id, body, expectedRevision, ...(attachments ? { attachments } : {}) };
    const { data, error } = await client.mutation(EditPostDocument, { input }).toPromise();
    setBusy(false);
    const refused = problemOf(error);
    if (data && !refused) return done(data.editPost);
    if (refused?.code !== 'CONFLICT' || !refused.current) return setProblem(refused);
    // The same text from the same hand: an answer was lost on the way, and the edit is made.
    if (refused.current.body === body) return fetchCurrent();
    return setMet(refused.current);
  };
  const discard = (): void => {
    const kept = new Set(posted.map((file) => file.id));
    discardFiles(
      client,
      draft.attachments?.filter((file) => !kept.has(file.id)),
    );
    done(null);
  };
  const isChanged = draft.body !== post.body || changedAttachments(posted, draft.attachments) !== undefined;
  const save = (): void => void send(draft.body, met?.revision ?? draft.revision ?? post.revision);

  if (post.deleted) {
    return (
      <div className={styles.stack}>
        <Notice
          kind="warn"
          role="status"
          action={
            <Button small onClick={() => done(null)}>
              <Trans>Close</Trans>
            </Button>
          }
        >
          <Trans>This post was deleted while you were editing it. Your text is below, to copy what you need.</Trans>
        </Notice>
        <pre className={styles.source}>{draft.body}</pre>
      </div>
    );
  }
  return (
    <div className={styles.stack} data-composer>
      {met ? (
        <EditConflict
          mine={draft.body}
          current={met.body}
          busy={busy}
          onTakeCurrent={() => void fetchCurrent()}
          onKeepMine={() => void send(draft.body, met.revision)}
        />
      ) : null}
      <OtherTab form={form} />
      <MarkdownField
        ref={field}
        label={t`Text of your post`}
        value={draft.body}
        onChange={(body) => change({ body })}
        onSubmit={save}
        onEscape={() => onDone(null)}
        errorId={wrong || problem ? errorId : undefined}
        attaching={attaching}
        mentions={{ threadId }}
        footer={
          <>
            <SavedState saved={form.saved} length={draft.body.length} limit={LIMITS.postBody} />
            <DiscardDraft begun={isChanged} ofEdit onDiscard={discard} />
            <Button look="primary" busy={busy || attaching.waiting} aria-keyshortcuts="Control+Enter" onClick={save}>
              <Trans>Save</Trans>
            </Button>
          </>
        }
      />
      <div id={errorId}>
        {wrong ? <TextProblem problem={wrong} /> : null}
        {attaching.notice}
        <PostProblem problem={problem} attachments={draft.attachments} />
      </div>
    </div>
  );
}
