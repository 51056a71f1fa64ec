import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { LIMITS } from '#contracts';
import type { LiveAttachment } from '#contracts';
import { useAnnounce } from '../../components/announcer.js';
import { DiscardAttachmentDocument, UploadRoomDocument } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useUploads } from '../uploads/use-uploads.js';
import { AttachedFile } from './attached-file.js';
import styles from './attachments.module.css';
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
  onStatus: (status: { underWay: number; wrong: number }) => void;
  /** A file has arrived; `textBefore` is the text as it was when the file was handed over. */
  onAttached: (attachment: LiveAttachment, textBefore: string) => void;
  onChange: (attachment: LiveAttachment) => void;
  onRemove: (id: string) => void;
  /** Puts a picture into the text once more. */
  onShow: (attachment: LiveAttachment) => void;
}

/** The files of a text that is being written: those that have arrived, and those on their way. */
export function AttachmentTray(props: AttachmentTrayProps): ReactNode {
  const { slug, body, attachments, posted, handed, onTaken, onStatus, onAttached, onRemove } = props;
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
  const underWay = items.length - wrong;
  const between = handed.length > 0;
  useEffect(() => {
    // What is being handed over is counted by whoever hands it over.
    if (!between) onStatus({ underWay, wrong });
  }, [onStatus, between, underWay, wrong]);
  useEffect(() => () => onStatus({ underWay: 0, wrong: 0 }), [onStatus]);

  useEffect(() => {
    if (underWay === 0) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [underWay]);

  const remove = (attachment: LiveAttachment): void => {
    onRemove(attachment.id);
    // What stands with the post stays on the server until the post is saved without it.
    if (posted.some(({ id }) => id === attachment.id)) return;
    void discard.run({ input: { attachmentId: attachment.id } });
  };

  return (
    <section className={styles.tray} aria-label={t`Files of your post`}>
      <ul className={styles.list}>
        {attachments.map((attachment) => (
          <li key={attachment.id}>
            <AttachedFile
              attachment={attachment}
              body={body}
              onChange={props.onChange}
              onShow={props.onShow}
              onRemove={() => remove(attachment)}
            />
          </li>
        ))}
        {items.map((item) => (
          <li key={item.key}>
            <UploadChip
              item={item}
              uploads={uploads}
              fileBytes={limits?.fileBytes}
              finishing={finishing === item.key}
              onRemove={() => {
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
