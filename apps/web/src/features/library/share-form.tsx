import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useAnnounce } from '../../components/announcer.js';
import { Button, LinkButton } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { UploadRoomDocument } from '../../gql/graphql.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { keepPreference, readPreference } from '../../lib/storage.js';
import { LICENCES } from '../resource/use-resource-words.js';
import { useUploads } from '../uploads/use-uploads.js';
import { ChooseFiles } from './choose-files.js';
import { apart } from './chosen-twice.js';
import { CommonFields } from './common-fields.js';
import { DropZone } from './drop-zone.js';
import { takeHandedFiles } from './handed-files.js';
import { LeaveGuard } from './leave-guard.js';
import styles from './share.module.css';
import { ShareLink } from './share-link.js';
import { ShareRow } from './share-row.js';
import { commonFaults, titleOfFile } from './share-values.js';
import type { CommonValues } from './share-values.js';
import { Unfinished } from './unfinished.js';
import { useShareList } from './use-share-list.js';

const LICENCE_KEPT = 'share-licence';

/** After how long the room is asked for anew: what was removed is gone from the server by then. */
const ROOM_AFTER_MS = 1_000;

/** Files are sent as soon as they are chosen; what is said of them meanwhile goes out with each once it has arrived. */
export function ShareForm({ slug }: { slug: string }): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const { language } = useLocale();
  const [{ data }, askRoom] = useQuery({
    query: UploadRoomDocument,
    variables: { slug },
    requestPolicy: 'cache-and-network',
  });
  const limits = data?.community?.uploadLimits ?? null;
  const uploads = useUploads(slug, limits);
  const { list, entries } = useShareList(slug, uploads, ({ shared }) => {
    const title = shared?.title;
    announce(t`“${title}” is in the library.`);
  });
  const [common, setCommon] = useState<CommonValues>(() => ({
    language,
    licence: LICENCES.find((one) => one === readPreference(LICENCE_KEPT)) ?? 'ALL_RIGHTS_RESERVED',
    terms: '',
    authors: '',
    tags: '',
  }));
  const [tried, setTried] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const fields = useRef<HTMLFieldSetElement>(null);
  const itemOf = (key: string) => uploads.items.find((item) => item.key === key);

  const [again, setAgain] = useState('');
  const send = (files: readonly File[]): void => {
    const keys = uploads.add(files);
    files.forEach((file, index) => {
      const key = keys[index];
      if (key) list.add(key, { file: file.name }, titleOfFile(file.name));
    });
  };
  const take = (files: readonly File[]): void => {
    const { fresh, again: twice } = apart(files, uploads.items);
    setAgain(twice.map(({ name }) => name).join(', '));
    send(fresh);
  };
  const takeHanded = useEffectEvent(() => {
    const files = takeHandedFiles();
    if (files.length > 0) send(files);
  });
  useEffect(() => takeHanded(), []);

  // What arrives takes of the room that is said above, what is removed gives it back.
  const { busy, items } = uploads;
  const moved = busy ? null : items.length;
  const known = useRef<number | null>(0);
  useEffect(() => {
    if (moved === null || moved === known.current) return undefined;
    const timer = setTimeout(() => {
      known.current = moved;
      askRoom({ requestPolicy: 'network-only' });
    }, ROOM_AFTER_MS);
    return () => clearTimeout(timer);
  }, [moved, askRoom]);

  const { lookAfterUnfinished } = uploads;
  useEffect(() => lookAfterUnfinished(), [lookAfterUnfinished]);

  const remove = (key: string): void => {
    uploads.remove(key);
    list.remove(key);
    // What had the focus goes away with the row.
    heading.current?.focus();
  };
  const usable = entries.filter(({ key }) => itemOf(key)?.state !== 'refused');
  const open = usable.filter(({ state }) => state === 'open');
  const onTheWay = usable.filter(({ state }) => state === 'wanted' || state === 'sharing');
  const shared = entries.filter(({ state }) => state === 'shared');
  const faults = commonFaults(common);

  const share = (): void => {
    setTried(true);
    if (faults.length > 0) {
      const [first] = faults;
      fields.current?.querySelector<HTMLElement>(`[name="${first?.field}"]`)?.focus();
      return;
    }
    keepPreference(LICENCE_KEPT, common.licence);
    list.share(
      open.map(({ key }) => key),
      common,
    );
    // The button that was pressed goes away with the form.
    heading.current?.focus();
    announce(t`What has arrived is shared now, the rest as it arrives.`);
  };

  return (
    <DropZone active onDrop={take}>
      <LeaveGuard active={uploads.busy || open.length > 0 || onTheWay.length > 0}>
        <Trans>
          Not everything has been shared yet. What you wrote on this page is not kept. Files stop where they are: choose
          the same ones again within a week, and they go on from there.
        </Trans>
      </LeaveGuard>
      <ChooseFiles limits={limits} onFiles={take} />
      {again ? (
        <Notice role="status">
          <Trans>Chosen already, and not taken twice: {again}</Trans>
        </Notice>
      ) : null}
      <ShareLink onAdd={(key, url) => list.add(key, { url }, '')} />
      <Unfinished unfinished={uploads.unfinished} onGiveUp={uploads.giveUp} />
      {entries.length > 0 ? (
        <section className={styles.part}>
          <h2 ref={heading} tabIndex={-1}>
            <Trans>What you share</Trans>
          </h2>
          <ul className={styles.entries}>
            {entries.map((entry) => (
              <ShareRow
                key={entry.key}
                slug={slug}
                entry={entry}
                item={itemOf(entry.key)}
                uploads={uploads}
                list={list}
                fileBytes={limits?.fileBytes}
                alone={usable.length === 1}
                onRemove={() => remove(entry.key)}
              />
            ))}
          </ul>
        </section>
      ) : null}
      {open.length > 0 ? (
        <form
          className={styles.part}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            share();
          }}
        >
          <CommonFields
            ref={fields}
            count={usable.length}
            values={common}
            faults={tried ? faults : []}
            onChange={setCommon}
          />
          <div>
            <Button type="submit" look="primary">
              <Plural value={open.length} one="Share # resource" other="Share # resources" />
            </Button>
          </div>
        </form>
      ) : null}
      {shared.length > 0 && open.length === 0 && onTheWay.length === 0 ? (
        <Notice
          kind="good"
          action={
            <LinkButton to="/c/$slug/library" params={{ slug }}>
              <Trans>Back to the library</Trans>
            </LinkButton>
          }
        >
          <Plural value={shared.length} one="# resource is in the library." other="# resources are in the library." />
        </Notice>
      ) : null}
    </DropZone>
  );
}
