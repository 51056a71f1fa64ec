import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { v7 } from 'uuid';
import { LIMITS } from '#contracts';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { TextAreaField, TextField } from '../../components/field.js';
import { Form } from '../../components/form.js';
import { ProblemNotice } from '../../components/problem.js';
import { AddResourceVersionDocument, UploadRoomDocument } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { fileSize } from '../../lib/i18n/format.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { useFocusHome } from '../../lib/keyboard/use-focus-home.js';
import { UploadChip } from '../attachments/upload-chip.js';
import { ACCEPTED } from '../uploads/fault-of-file.js';
import { useUploads } from '../uploads/use-uploads.js';
import styles from './resource.module.css';

interface AddVersionProps {
  resourceId: string;
  slug: string;
  onClose: () => void;
  onAdded: () => void;
}

/** A new file in the place of the present one: chosen, sent, and added as soon as it is there. */
export function AddVersion({ resourceId, slug, onClose, onAdded }: AddVersionProps): ReactNode {
  const { t } = useLingui();
  const { locale } = useLocale();
  const input = useRef<HTMLInputElement>(null);
  const file = useRef<HTMLDivElement>(null);
  const home = useFocusHome(() => input.current ?? file.current);
  const [{ data: room }] = useQuery({ query: UploadRoomDocument, variables: { slug }, requestPolicy: 'network-only' });
  const limits = room?.community?.uploadLimits ?? null;
  const uploads = useUploads(slug, limits);
  const item = uploads.items[0];
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const [wanted, setWanted] = useState(false);
  const add = useAction(AddResourceVersionDocument);
  // One id for one submission: a second try after a lost answer adds nothing twice.
  const [attempt, setAttempt] = useState({ uploadId: '', note: '', id: '' });
  const tooLong = note.length > LIMITS.versionNote;
  const problem = tried && !item ? t`Choose a file.` : undefined;

  const send = useEffectEvent(async (uploadId: string) => {
    const said = note.trim();
    const same = attempt.uploadId === uploadId && attempt.note === said;
    const id = same ? attempt.id : v7();
    if (!same) setAttempt({ uploadId, note: said, id });
    const done = await add.run({ input: { id, resourceId, uploadId, note: said || null } });
    setWanted(false);
    if (!done) return;
    if (item) uploads.used(item.key);
    onClose();
    onAdded();
  });
  const ready = item?.state === 'ready' ? item.uploadId : null;
  useEffect(() => {
    if (!wanted || !ready) return undefined;
    const timer = setTimeout(() => void send(ready), 0);
    return () => clearTimeout(timer);
  }, [wanted, ready]);
  const refused = add.problem?.fields.uploadId;
  const spoil = useEffectEvent((sentence: string) => {
    if (item) uploads.spoiled(item.key, sentence);
    add.clear();
  });
  useEffect(() => {
    if (refused) spoil(refused);
  }, [refused]);

  const most = limits ? fileSize(limits.fileBytes, locale) : null;
  const halted = item?.state === 'failed' || item?.state === 'refused';
  const paused = item?.state === 'paused';
  const working = wanted && item !== undefined && !halted && !paused;
  return (
    // Closing it halts what is on its way: the same file goes on where it stopped, when it is chosen again.
    <Dialog title={<Trans>Add a version</Trans>} onClose={onClose}>
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!item) input.current?.focus();
          else if (!tooLong) setWanted(true);
          // What stands in the way is said there, and what to do about it.
          if (halted || paused) file.current?.focus();
        }}
        problem={add.problem ? <ProblemNotice problem={add.problem} /> : null}
        actions={
          <>
            <Button onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" look="primary" busy={working}>
              {working ? <Trans>Adding…</Trans> : <Trans>Add the version</Trans>}
            </Button>
          </>
        }
      >
        <div ref={file} tabIndex={-1} {...home}>
          {item ? (
            <UploadChip
              item={item}
              uploads={uploads}
              fileBytes={limits?.fileBytes}
              finishing={add.busy}
              onRemove={() => {
                uploads.remove(item.key);
                setWanted(false);
              }}
            />
          ) : (
            <TextField
              ref={input}
              type="file"
              label={<Trans>The new file</Trans>}
              hint={most ? <Trans>At most {most}.</Trans> : undefined}
              accept={ACCEPTED}
              error={problem}
              onChange={(event) => {
                uploads.add([...(event.target.files ?? [])].slice(0, 1));
                event.target.value = '';
              }}
            />
          )}
        </div>
        <TextAreaField
          label={<Trans>What changed (optional)</Trans>}
          rows={2}
          value={note}
          error={tooLong ? t`At most ${LIMITS.versionNote} characters.` : undefined}
          onChange={(event) => setNote(event.target.value)}
        />
        {working ? (
          <p className={styles.muted} role="status">
            <Trans>It is added as soon as the file has arrived.</Trans>
          </p>
        ) : wanted && paused ? (
          <p className={styles.muted} role="status">
            <Trans>A file is paused. Resume it or remove it.</Trans>
          </p>
        ) : null}
      </Form>
    </Dialog>
  );
}
