import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useQuery } from 'urql';
import { LIMITS } from '#contracts';
import type { LiveAttachment } from '#contracts';
import { useAnnounce } from '../../components/announcer.js';
import { DiscardAttachmentDocument, UploadRoomDocument } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useFocusHome } from '../../lib/keyboard/use-focus-home.js';
import { useUploads } from '../uploads/use-uploads.js';
import { AttachedFile } from './attached-file.js';
import styles from './attachments.module.css';
import { LeaveGuard } from '../library/leave-guard.js';
import { UploadChip } from './upload-chip.js';
import { useAttachReady } from './use-attach-ready.js';

interface AttachmentTrayProps {
  slug: string;
  /** The text so far: it tells which pictures stand in it. */
  body: string;
  attachments: readonly LiveAttachment[];
  /** Those among them that stand with the post already. */
  posted: readonly LiveAttachment[];
  /** Files to be taken; `onTaken` is told how many were. */
  handed: readonly File[];
  onTaken: (count: number) => void;
  /** The text goes out as soon as the files have arrived. */
  asked: boolean;
  onStatus: (status: { underWay: number; paused: number; wrong: number }) => void;
  /** A file has arrived; `textBefore` is the text as it was when the file was handed over. */
  onAttached: (attachment: LiveAttachment, textBefore: string) => void;
  onChange: (attachment: LiveAttachment) => void;
  onRemove: (id: string) => void;
  /** Puts a picture into the text once more. */
  onShow: (attachment: LiveAttachment) => void;
  /** Where the text is written: the focus goes there when the file that had it is gone. */
  text: RefObject<HTMLTextAreaElement | null>;
}

/** The files of a text that is being written: those that have arrived, and those on their way. */
export function AttachmentTray(props: AttachmentTrayProps): ReactNode {
  const { slug, body, attachments, posted, handed, onTaken, onStatus, onAttached, onRemove, text } = props;
  const { t } = useLingui();
  const announce = useAnnounce();
  const [{ data: room }] = useQuery({ query: UploadRoomDocument, variables: { slug } });
  const limits = room?.community?.uploadLimits ?? null;
  const uploads = useUploads(slug, limits);
  const { items, add } = uploads;
  const [left, setLeft] = useState(0);
  const texts = useRef(new Map<string, string>());
  const taken = useRef<readonly File[]>([]);
  const discard = useAction(DiscardAttachmentDocument);

  useEffect(() => {
    if (handed.length === 0 || taken.current === handed) return;
    taken.current = handed;
    const free = Math.max(0, LIMITS.postAttachments - attachments.length - items.length);
    const keys = add(handed.slice(0, free));
    for (const key of keys) texts.current.set(key, body);
    setLeft(handed.length - keys.length);
    onTaken(keys.length);
  }, [handed, attachments, items, add, body, onTaken]);

  const finishing = useAttachReady(uploads, (key, attachment) => {
    onAttached(attachment, texts.current.get(key) ?? '');
    texts.current.delete(key);
    const { fileName } = attachment;
    announce(t`${fileName} has arrived.`);
  });

  const wrong = items.filter(({ state }) => state === 'failed' || state === 'refused').length;
  const paused = items.filter(({ state }) => state === 'paused').length;
  const underWay = items.length - wrong;
  const between = handed.length > 0;
  useEffect(() => {
    // What is being handed over is counted by whoever hands it over.
    if (!between) onStatus({ underWay, paused, wrong });
  }, [onStatus, between, underWay, paused, wrong]);
  useEffect(() => () => onStatus({ underWay: 0, paused: 0, wrong: 0 }), [onStatus]);

  const rows = useRef<HTMLUListElement>(null);
  const tray = useRef<HTMLElement>(null);
  const seen = useRef({ chosen: new Set<string>(), asking: attachments.length, wrong: 0 });
  // What was chosen, asks for its words, or cannot come, is shown where one writes: below a long text it would be out of
  // view. What only arrives moves nobody's page, nor does anything while one reads elsewhere.
  useEffect(() => {
    const asking = attachments.filter(({ width }) => width !== null).length;
    const { current: before } = seen;
    const isNews = items.some(({ key }) => !before.chosen.has(key)) || asking > before.asking || wrong > before.wrong;
    seen.current = { chosen: new Set(items.map(({ key }) => key)), asking, wrong };
    // Safari gives buttons no focus when they are pressed: then the page has it.
    const at = document.activeElement;
    const isHere = at === document.body || tray.current?.closest('[data-composer]')?.contains(at);
    if (isNews && isHere) tray.current?.scrollIntoView({ block: 'nearest' });
  }, [attachments, items, wrong]);
  const home = useFocusHome(() => text.current);
  /** The focus goes to the next file, before this one is gone; behind the last one to the text. */
  const leave = (row: number): void => {
    const all = rows.current?.children;
    const next = all?.[row + 1] ?? all?.[row - 1];
    const last = [...(next?.querySelectorAll('button') ?? [])].at(-1) ?? text.current;
    last?.focus({ preventScroll: true });
  };
  const remove = (attachment: LiveAttachment, row: number): void => {
    leave(row);
    onRemove(attachment.id);
    // What stands with the post stays on the server until the post is saved without it.
    if (posted.some(({ id }) => id === attachment.id)) return;
    void discard.run({ input: { attachmentId: attachment.id } });
  };

  return (
    <section ref={tray} className={styles.tray} aria-label={t`Files of your post`} {...home}>
      <LeaveGuard active={underWay > 0 || props.asked}>
        {props.asked ? (
          <Trans>
            Your text has not been sent yet: it waits for its files. It is kept on this device. Files stop where they
            are: choose the same ones again within a week, and they go on from there.
          </Trans>
        ) : (
          <Trans>
            Not all files have arrived yet. Your text is kept on this device. Files stop where they are: choose the same
            ones again within a week, and they go on from there.
          </Trans>
        )}
      </LeaveGuard>
      <ul ref={rows} className={styles.list}>
        {attachments.map((attachment, row) => (
          <li key={attachment.id}>
            <AttachedFile
              attachment={attachment}
              body={body}
              onChange={props.onChange}
              onShow={props.onShow}
              onRemove={() => remove(attachment, row)}
            />
          </li>
        ))}
        {items.map((item, row) => (
          <li key={item.key}>
            <UploadChip
              item={item}
              uploads={uploads}
              fileBytes={limits?.fileBytes}
              finishing={finishing === item.key}
              onRemove={() => {
                leave(attachments.length + row);
                texts.current.delete(item.key);
                uploads.remove(item.key);
              }}
            />
          </li>
        ))}
      </ul>
      {left > 0 ? (
        <p className={styles.wrong} role="alert">
          <Trans>A post takes at most {LIMITS.postAttachments} files.</Trans>{' '}
          <Plural value={left} one="# file was left out." other="# files were left out." />
        </p>
      ) : null}
    </section>
  );
}
