import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Check, X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { extensionOf, FILE_TYPES, LIMITS } from '#contracts';
import { Button } from '../../components/button.js';
import { TextField } from '../../components/field.js';
import { ProblemNotice } from '../../components/problem.js';
import { LinkTitleDocument } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { fileSize } from '../../lib/i18n/format.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { UploadChip } from '../attachments/upload-chip.js';
import { KindIcon } from '../resource/kind-icon.js';
import type { UploadItem, Uploads } from '../uploads/uploads.js';
import { EntryDetails } from './entry-details.js';
import type { ShareEntry, ShareList } from './share-list.js';
import styles from './share.module.css';

interface ShareRowProps {
  slug: string;
  entry: ShareEntry;
  /** The upload of its file, until it is shared; a link has none. */
  item: UploadItem | undefined;
  uploads: Uploads;
  list: ShareList;
  fileBytes: number | undefined;
  /** Nothing else is shared with it. */
  alone: boolean;
  onRemove: () => void;
}

/** One thing to share: how far its file is, what is said of it, and where it went. */
export function ShareRow({ slug, entry, item, uploads, list, fileBytes, alone, onRemove }: ShareRowProps): ReactNode {
  const { shared, source, state } = entry;
  if (shared) {
    return (
      <li className={styles.entry}>
        <p className={styles.done}>
          <Check size={18} aria-hidden="true" />
          <Link to="/c/$slug/r/$id/{-$title}" params={{ slug, id: shared.id }}>
            {shared.title}
          </Link>
          <span className={styles.muted}>
            <Trans>In the library</Trans>
          </span>
        </p>
      </li>
    );
  }
  const arrived = item?.state === 'ready';
  if (item?.state === 'refused') {
    return (
      <li>
        <UploadChip item={item} uploads={uploads} onRemove={onRemove} fileBytes={fileBytes} />
      </li>
    );
  }
  return (
    <li className={styles.entry}>
      {item && !arrived ? (
        <UploadChip item={item} uploads={uploads} onRemove={onRemove} fileBytes={fileBytes} />
      ) : (
        <Source entry={entry} size={item?.size} removable={state === 'open'} onRemove={onRemove} />
      )}
      {state === 'open' ? (
        <Fields entry={entry} list={list} alone={alone} />
      ) : (
        <OnItsWay entry={entry} list={list} arrived={arrived || 'url' in source} halted={item?.state === 'failed'} />
      )}
    </li>
  );
}

/** The name of a file that has arrived, or the address of a link. */
function Source({
  entry: { source },
  size,
  removable,
  onRemove,
}: {
  entry: ShareEntry;
  size: number | undefined;
  removable: boolean;
  onRemove: () => void;
}): ReactNode {
  const { t } = useLingui();
  const { locale } = useLocale();
  const link = 'url' in source;
  const name = link ? source.url : source.file;
  const kind = link ? 'LINK' : (FILE_TYPES[extensionOf(name)]?.kind ?? 'OTHER');
  return (
    <div className={styles.source}>
      <KindIcon kind={kind} />
      <p className={styles.name}>
        {name}{' '}
        {link ? null : (
          <span className={styles.muted}>
            {size === undefined ? null : `${fileSize(size, locale)} · `}
            <Trans>Uploaded</Trans>
          </span>
        )}
      </p>
      {removable ? (
        <button
          type="button"
          className={styles.tool}
          aria-label={t`Remove ${name}`}
          title={t`Remove ${name}`}
          onClick={onRemove}
        >
          <X size={18} aria-hidden="true" />
        </button>
      ) : null}
    </div>
  );
}

function Fields({ entry, list, alone }: { entry: ShareEntry; list: ShareList; alone: boolean }): ReactNode {
  const { t } = useLingui();
  const { key, problem, source, values } = entry;
  const url = 'url' in source ? source.url : null;
  const title = useRef<HTMLInputElement>(null);
  const [looked] = useQuery({
    query: LinkTitleDocument,
    variables: { url: url ?? '' },
    pause: url === null,
    requestPolicy: 'cache-first',
  });
  const found = looked.data?.linkTitle;
  const unlinkable = problemOf(looked.error)?.fields.url !== undefined || problem?.fields.url !== undefined;
  const fill = useEffectEvent((words: string) => {
    if (values.title === '') list.write(key, { title: words.slice(0, LIMITS.resourceTitle) });
  });
  useEffect(() => {
    if (found) fill(found);
  }, [found]);
  const titleless = url !== null && !found && !unlinkable && values.title === '';
  const refused = problem?.fields.title !== undefined;
  useEffect(() => {
    if (refused) title.current?.focus();
  }, [refused]);
  const other = problem && !refused && !problem.fields.url ? problem : null;
  return (
    <>
      <TextField
        ref={title}
        label={<Trans>Title</Trans>}
        hint={
          looked.fetching
            ? t`Looking for the title of the page…`
            : titleless
              ? t`The page does not say its title. Write one.`
              : undefined
        }
        autoComplete="off"
        maxLength={LIMITS.resourceTitle}
        value={values.title}
        error={
          unlinkable
            ? t`This address cannot be shared: it leads to no public page.`
            : refused
              ? t`Give it a title.`
              : undefined
        }
        onChange={(event) => list.write(key, { title: event.target.value })}
      />
      <EntryDetails entry={entry} list={list} alone={alone} />
      <ProblemNotice problem={other} />
    </>
  );
}

interface OnItsWayProps {
  entry: ShareEntry;
  list: ShareList;
  arrived: boolean;
  /** Its file does not go on by itself: what stands in the way is said above. */
  halted: boolean;
}

function OnItsWay({ entry, list, arrived, halted }: OnItsWayProps): ReactNode {
  const { key, problem, state, values } = entry;
  return (
    <div className={styles.onItsWay}>
      <p>
        {values.title ? <strong>{values.title}</strong> : null}{' '}
        <span className={styles.muted}>
          {halted ? null : state === 'sharing' ? (
            <Trans>Being shared…</Trans>
          ) : problem ? (
            <Trans>Waiting for the connection</Trans>
          ) : arrived ? (
            <Trans>Is shared in a moment</Trans>
          ) : (
            <Trans>Is shared as soon as the file has arrived</Trans>
          )}
        </span>
      </p>
      {state === 'wanted' ? (
        <Button small look="quiet" onClick={() => list.reopen(key)}>
          <Trans>Change</Trans>
        </Button>
      ) : null}
    </div>
  );
}
