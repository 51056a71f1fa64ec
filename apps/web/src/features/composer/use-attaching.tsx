import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import type { LiveAttachment } from '#contracts';
import { useAnnounce } from '../../components/announcer.js';
import { Notice } from '../../components/notice.js';
import { withWords } from '../../lib/i18n/locale.js';
import { changeText, selectedIn } from './change-text.js';
import { insertPicture, pictureMarkdown, withAlt, withoutPicture } from './picture-markdown.js';
import type { Selected } from './markdown-commands.js';
import type { DraftInForm } from './use-draft.js';

/** What sends files and shows them is large, and most texts have none. */
const AttachmentTray = lazy(
  withWords('library', () =>
    import('../attachments/attachment-tray.js').then(({ AttachmentTray: component }) => ({ default: component })),
  ),
);

/** How many files are on their way, how many of these the writer has halted, and how many cannot go on by themselves. */
export interface TrayStatus {
  underWay: number;
  paused: number;
  wrong: number;
}

const NOTHING: TrayStatus = { underWay: 0, paused: 0, wrong: 0 };

/** What a composer needs to take files with its text. */
export interface Attaching {
  /** Takes files that were chosen, pasted or dropped. */
  onFiles: (files: readonly File[]) => void;
  /** Stands below the text: the files, and what becomes of them. */
  tray: ReactNode;
  /** Why the text is not posted yet, or cannot be; to stand beside the button. */
  notice: ReactNode;
  /** Files are on their way: what shows the tray is not to be taken away. */
  busy: boolean;
  /** The text is posted as soon as the files have arrived. */
  waiting: boolean;
  /** To be called before posting: false where that has to wait, and is then done by itself. */
  mayPost: () => boolean;
}

interface AttachingOptions {
  slug: string;
  form: Pick<DraftInForm, 'draft' | 'change'>;
  field: RefObject<HTMLTextAreaElement | null>;
  /** Files that stand with the post already: they are not taken from the server before it is saved without them. */
  posted?: readonly LiveAttachment[];
  /** Posts the text; called by itself when the files have arrived for which it waited. */
  onPost: () => void;
}

/** Files that go with a text: sent at once, kept in its draft when they have arrived, pictures put into the text. */
export function useAttaching({ slug, form, field, posted, onPost }: AttachingOptions): Attaching {
  const { t } = useLingui();
  const announce = useAnnounce();
  const [handed, setHanded] = useState<readonly File[]>([]);
  const [status, setStatus] = useState(NOTHING);
  const [asked, setAsked] = useState(false);
  const reason = useRef<HTMLDivElement>(null);
  const attachments = form.draft.attachments ?? [];
  const { underWay, paused, wrong } = status;
  const busy = underWay > 0 || handed.length > 0;
  const asking = asked && busy && wrong === 0;
  const waiting = asking && paused === 0;
  const latest = useRef({ form, onPost, attachments });
  useEffect(() => {
    latest.current = { form, onPost, attachments };
  });

  useEffect(() => {
    if (!asked || busy) return undefined;
    const timer = setTimeout(() => {
      setAsked(false);
      if (wrong === 0) latest.current.onPost();
    }, 0);
    return () => clearTimeout(timer);
  }, [asked, busy, wrong]);

  // A file that is dropped beside the field would open in place of the page, and the text be gone from view.
  useEffect(() => {
    const keep = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    window.addEventListener('dragover', keep);
    window.addEventListener('drop', keep);
    return () => {
      window.removeEventListener('dragover', keep);
      window.removeEventListener('drop', keep);
    };
  }, []);

  /** Changes the text: as if typed where one writes at this moment, else without taking the focus there. */
  const write = (edit: (now: Selected) => Selected): void => {
    const text = field.current;
    if (text && document.activeElement === text) return changeText(text, edit(selectedIn(text)));
    const { body } = latest.current.form.draft;
    const at = text ? selectedIn(text) : { start: body.length, end: body.length };
    return latest.current.form.change({ body: edit({ ...at, text: body }).text });
  };
  const onAttached = (attachment: LiveAttachment, textBefore: string): void => {
    const next = [...latest.current.attachments, attachment];
    latest.current.attachments = next;
    latest.current.form.change({ attachments: next });
    if (attachment.width === null) return;
    write((selected) => insertPicture(selected, pictureMarkdown(attachment), selected.text === textBefore));
  };
  const onChange = (attachment: LiveAttachment): void => {
    form.change({
      attachments: attachments.map((one) => (one.id === attachment.id ? attachment : one)),
      body: withAlt(form.draft.body, attachment.id, attachment.alt),
    });
  };
  const onRemove = (id: string): void => {
    form.change({ attachments: attachments.filter((one) => one.id !== id), body: withoutPicture(form.draft.body, id) });
  };
  const onShow = (attachment: LiveAttachment): void =>
    write((selected) => insertPicture(selected, pictureMarkdown(attachment), false));
  // In one step: a tray that is not shown for a moment would forget them.
  const onTaken = useCallback((count: number) => {
    setHanded([]);
    setStatus((before) => ({ ...before, underWay: before.underWay + count }));
  }, []);
  const onFiles = (files: readonly File[]): void => {
    if (files.length > 0) setHanded((before) => [...before, ...files]);
  };

  const shown = busy || wrong > 0 || attachments.length > 0;
  return {
    onFiles,
    busy,
    waiting,
    mayPost: () => {
      setAsked(busy || wrong > 0);
      // The notice stands there already: pressed in vain, the button would say nothing.
      if (wrong > 0) {
        announce(t`Not all files have arrived. Try them again or remove them; then post.`);
        reason.current?.scrollIntoView({ block: 'nearest' });
      }
      return !busy && wrong === 0;
    },
    notice: waiting ? (
      <Notice kind="info" role="status">
        <Trans>It is posted as soon as the files have arrived.</Trans>
      </Notice>
    ) : asking ? (
      <Notice kind="warn" role="status">
        <Trans>A file is paused. Resume it or remove it.</Trans>
      </Notice>
    ) : wrong > 0 ? (
      <div ref={reason}>
        <Notice kind="warn" role="status">
          <Trans>Not all files have arrived. Try them again or remove them; then post.</Trans>
        </Notice>
      </div>
    ) : null,
    tray: shown ? (
      <Suspense
        fallback={
          <p role="status">
            <Trans>Getting ready to take your files…</Trans>
          </p>
        }
      >
        <AttachmentTray
          slug={slug}
          body={form.draft.body}
          attachments={attachments}
          posted={posted ?? []}
          handed={handed}
          asked={asking}
          onTaken={onTaken}
          onStatus={setStatus}
          onAttached={onAttached}
          onChange={onChange}
          onRemove={onRemove}
          onShow={onShow}
          text={field}
        />
      </Suspense>
    ) : null,
  };
}
