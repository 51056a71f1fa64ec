import { Trans, useLingui } from '@lingui/react/macro';
import { Send, X } from 'lucide-react';
import { useCallback, useEffect, useEffectEvent, useId, useImperativeHandle, useRef, useState } from 'react';
import type { ReactNode, Ref } from 'react';
import { useClient } from 'urql';
import { v7 } from 'uuid';
import { LIMITS } from '#contracts';
import { Avatar } from '../../components/avatar.js';
import { Button } from '../../components/button.js';
import type { Problem } from '../../lib/graphql/problem.js';
import { changeText } from './change-text.js';
import styles from './composer.module.css';
import { DiscardDraft } from './discard-draft.js';
import { discardFiles } from './discard-files.js';
import { submissionText } from './draft-files.js';
import { attemptFor, backToDraft, isEmptyDraft } from './draft-store.js';
import type { KeptReply } from './draft-store.js';
import { appendBlock } from './markdown-commands.js';
import { MarkdownField } from './markdown-field.js';
import { OtherTab } from './other-tab.js';
import { sourceAsWords } from './picture-markdown.js';
import { PostProblem } from './post-problem.js';
import { SavedState } from './saved-state.js';
import { TextProblem, textProblem } from './text-problem.js';
import { openOutbox } from './outbox.js';
import { bringOutbox, useOutbox } from './outbox-provider.js';
import { useAttaching } from './use-attaching.js';
import { useDraft } from './use-draft.js';

// Wherever one can post, there is what sends it.
bringOutbox(openOutbox);

/** The post that a reply answers. */
export type Answered = NonNullable<KeptReply['inReplyTo']>;

/** What the page can ask of the composer. */
export interface ReplyComposerHandle {
  /** Opens it with the cursor in it; `answered` names the post that is answered, `quote` is put below the text. */
  open: (with_?: { answered?: Answered; quote?: string }) => void;
  /** Takes back a reply that was waiting to be sent. */
  takeBack: (reply: KeptReply) => void;
}

export interface ReplyComposerProps {
  me: { id: string; name: string };
  threadId: string;
  /** The community, whose files the attached ones become. */
  slug: string;
  /** Told the id under which the reply goes out, at the moment of posting. */
  onPost: (replyId: string) => void;
  ref: Ref<ReplyComposerHandle>;
}

/** How much of the button must be seen for it to be in view: told, and judged, by the same measure. */
const MOST_OF_IT = 0.9;

/** "Write a reply…", which becomes the editor. A text that is begun survives collapsing, reloading and closing. */
export function ReplyComposer({ me, threadId, slug, onPost, ref }: ReplyComposerProps): ReactNode {
  const { t } = useLingui();
  const client = useClient();
  const outbox = useOutbox();
  const errorId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [tried, setTried] = useState(false);
  // Posting was asked for before the outbox had come.
  const [due, setDue] = useState(false);
  const form = useDraft(me.id, { kind: 'reply', threadId }, { body: '' });
  const { draft, change, drop, reread } = form;
  const wrong = tried ? textProblem(draft.body) : null;
  const attaching = useAttaching({ slug, form, field, onPost: () => post() });
  const quotes = useRef<string[]>([]);
  // Rises each time somebody asks for the editor; its field exists only after the next drawing.
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    const text = field.current;
    if (turn === 0 || !text) return;
    for (const quote of quotes.current.splice(0)) changeText(text, appendBlock(text.value, quote));
    text.focus({ preventScroll: true });
    // A field that has just come has its cursor before what was begun.
    if (text.selectionEnd === 0) text.setSelectionRange(text.value.length, text.value.length);
    text.closest('[data-composer]')?.scrollIntoView({ block: 'nearest' });
  }, [turn]);

  const expand = useCallback((): void => {
    setOpen(true);
    setTurn((before) => before + 1);
  }, []);
  const collapse = (): void => {
    setOpen(false);
    setTried(false);
    setDue(false);
    requestAnimationFrame(() => opener.current?.focus());
  };

  const discard = (): void => {
    discardFiles(client, draft.attachments);
    drop();
    setProblem(null);
    collapse();
  };

  useImperativeHandle(
    ref,
    () => ({
      open: ({ answered, quote } = {}) => {
        if (answered) change({ inReplyTo: answered });
        if (quote) quotes.current.push(quote);
        expand();
      },
      takeBack: (reply) => {
        backToDraft(localStorage, me.id, reply);
        reread();
        expand();
      },
    }),
    [change, expand, reread, me.id],
  );

  useEffect(
    () =>
      outbox?.onOutcome((reply, outcome) => {
        if (!outcome.problem || reply.threadId !== threadId) return;
        reread();
        setProblem(outcome.problem);
        expand();
      }),
    [outbox, reread, expand, threadId],
  );

  const post = (): void => {
    setTried(true);
    setProblem(null);
    if (textProblem(draft.body)) {
      field.current?.focus();
      return;
    }
    if (!attaching.mayPost()) return;
    if (!outbox) {
      setDue(true);
      return;
    }
    const inReplyTo = draft.inReplyTo ?? null;
    const attempt = attemptFor(submissionText(draft), draft.attempt, v7, Date.now());
    const { attachments } = draft;
    onPost(attempt.id);
    const files = attachments?.length ? { attachments } : {};
    // Given up as a draft only once it is kept as a reply.
    if (!outbox.add({ id: attempt.id, threadId, body: draft.body, inReplyTo, ...files, at: Date.now() })) {
      setDue(true);
      return;
    }
    drop();
    setOpen(false);
    setTried(false);
  };

  /** While the button is in view, the bar at the bottom of a phone, which leads to it, is away (content.css). */
  const opens = useCallback((button: HTMLButtonElement) => {
    opener.current = button;
    const observer = new IntersectionObserver(
      (entries) => button.toggleAttribute('data-in-view', (entries.at(-1)?.intersectionRatio ?? 0) >= MOST_OF_IT),
      { threshold: MOST_OF_IT },
    );
    observer.observe(button);
    return () => {
      observer.disconnect();
      opener.current = null;
    };
  }, []);
  const postDue = useEffectEvent(() => {
    setDue(false);
    post();
  });
  useEffect(() => {
    if (!due || !outbox) return undefined;
    const timer = setTimeout(postDue, 0);
    return () => clearTimeout(timer);
  }, [due, outbox]);

  const opening = (): ReactNode => {
    const begun = sourceAsWords(draft.body).trim().slice(0, 80);
    return (
      <button ref={opens} type="button" className={styles.collapsed} onClick={expand}>
        <Avatar id={me.id} name={me.name} small />
        <span className={styles.collapsedWords}>
          {begun ? <Trans>Continue your draft: {begun}</Trans> : <Trans>Write a reply…</Trans>}
        </span>
        <kbd aria-hidden="true">R</kbd>
      </button>
    );
  };
  // What is on its way stays so while the editor is put away: it is hidden then, and not taken from the page.
  if (!open && !attaching.busy) return opening();
  const answered = draft.inReplyTo;
  return (
    <>
      {open ? null : opening()}
      <div className={styles.stack} data-composer={open || undefined} hidden={!open}>
        {answered ? (
          <p className={styles.answered}>
            <Trans>
              Replying to {answered.name}, reply {answered.number}
            </Trans>
            <button
              type="button"
              className={styles.tool}
              aria-label={t`Reply to the whole discussion instead`}
              onClick={() => {
                change({ inReplyTo: null });
                field.current?.focus();
              }}
            >
              <X size={16} aria-hidden="true" />
            </button>
          </p>
        ) : null}
        <OtherTab form={form} />
        <MarkdownField
          ref={field}
          label={t`Your reply`}
          placeholder={t`Share your experience or ask a question…`}
          value={draft.body}
          onChange={(body) => {
            change({ body });
            setProblem(null);
            setDue(false);
          }}
          onSubmit={post}
          onEscape={collapse}
          errorId={wrong || problem ? errorId : undefined}
          attaching={attaching}
          mentions={{ threadId }}
          footer={
            <>
              <SavedState saved={form.saved} length={draft.body.length} limit={LIMITS.postBody} />
              <DiscardDraft begun={!isEmptyDraft(draft)} onDiscard={discard} />
              <Button look="quiet" onClick={collapse}>
                <Trans>Close</Trans>
              </Button>
              <Button look="primary" busy={attaching.waiting || due} aria-keyshortcuts="Control+Enter" onClick={post}>
                <Send size={18} aria-hidden="true" />
                <Trans>Post</Trans>
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
    </>
  );
}
