import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { Send } from 'lucide-react';
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { v7 } from 'uuid';
import { LIMITS } from '#contracts';
import { Button } from '../../components/button.js';
import { TextField } from '../../components/field.js';
import { StartThreadDocument } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import styles from './composer.module.css';
import { attachmentInputs, submissionText } from './draft-files.js';
import { attemptFor } from './draft-store.js';
import { MarkdownField } from './markdown-field.js';
import { OtherTab } from './other-tab.js';
import { PostProblem } from './post-problem.js';
import { SavedState } from './saved-state.js';
import { TextProblem, textProblem } from './text-problem.js';
import { useAttaching } from './use-attaching.js';
import { useDraft } from './use-draft.js';

interface NewThreadFormProps {
  accountId: string;
  slug: string;
  /** What the title begins with where no draft is kept. */
  title: string;
  /** Told that this account may not start a discussion here any more. */
  onForbidden: () => void;
}

/** The form of a new discussion. Trying again after a lost answer carries the same id, so it is started once. */
export function NewThreadForm({ accountId, slug, title: begun, onForbidden }: NewThreadFormProps): ReactNode {
  const { t } = useLingui();
  const navigate = useNavigate();
  const errorId = useId();
  const titleField = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [tried, setTried] = useState(false);
  const start = useAction(StartThreadDocument);
  const forbidden = useEffectEvent(onForbidden);
  useEffect(() => {
    if (start.problem?.code === 'FORBIDDEN') forbidden();
  }, [start.problem]);
  const form = useDraft(accountId, { kind: 'thread', slug }, { title: begun, body: '' });
  const { draft, change, drop } = form;
  const title = draft.title ?? '';
  const untitled = tried && title.trim() === '';
  const wrong = tried ? textProblem(draft.body) : null;
  const attaching = useAttaching({ slug, form, field, onPost: () => void post() });

  const post = async (): Promise<void> => {
    setTried(true);
    if (start.busy) return;
    // The first that is wrong takes the focus, and says with it why; both say it beside them.
    if (title.trim() === '') return titleField.current?.focus();
    if (textProblem(draft.body)) return field.current?.focus();
    if (!attaching.mayPost()) return undefined;
    const attempt = attemptFor(`${title}\n${submissionText(draft)}`, draft.attempt, v7, Date.now());
    change({ attempt });
    const attachments = attachmentInputs(draft.attachments);
    const input = { id: attempt.id, communitySlug: slug, title, body: draft.body, attachments };
    const data = await start.run({ input });
    if (!data) return undefined;
    drop();
    return navigate({ to: '/c/$slug/d/$id/{-$title}', params: { slug, id: data.startThread.id } });
  };

  return (
    <form
      data-composer
      className={styles.stack}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void post();
      }}
    >
      <TextField
        ref={titleField}
        label={t`Title`}
        hint={t`Say in one line what it is about, as you would in the subject of an e-mail.`}
        error={untitled ? t`Give the discussion a title.` : undefined}
        maxLength={LIMITS.threadTitle}
        required
        value={title}
        onChange={(event) => change({ title: event.target.value })}
      />
      <OtherTab form={form} />
      <MarkdownField
        ref={field}
        labelled
        label={t`Your post`}
        placeholder={t`Share your experience or ask a question…`}
        value={draft.body}
        onChange={(body) => change({ body })}
        onSubmit={() => void post()}
        error={wrong === 'empty' ? t`Write the text of your post.` : undefined}
        errorId={wrong === 'long' || start.problem ? errorId : undefined}
        attaching={attaching}
        mentions={{ slug }}
        footer={
          <>
            <SavedState saved={form.saved} length={draft.body.length} limit={LIMITS.postBody} />
            <Button
              look="primary"
              type="submit"
              busy={start.busy || attaching.waiting}
              aria-keyshortcuts="Control+Enter"
            >
              <Send size={18} aria-hidden="true" />
              <Trans>Post</Trans>
            </Button>
          </>
        }
      />
      <div id={errorId}>
        {wrong === 'long' ? <TextProblem problem={wrong} /> : null}
        {attaching.notice}
        <PostProblem problem={start.problem} attachments={draft.attachments} />
      </div>
    </form>
  );
}
