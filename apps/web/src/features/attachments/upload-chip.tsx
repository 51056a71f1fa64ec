import { Trans, useLingui } from '@lingui/react/macro';
import { Pause, Play, RotateCw, X } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { fileSize } from '../../lib/i18n/format.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { UploadProblemWords } from '../uploads/upload-problem-words.js';
import { isPassing } from '../uploads/upload-problem.js';
import type { UploadItem, Uploads } from '../uploads/uploads.js';
import styles from './attachments.module.css';

interface UploadChipProps {
  item: UploadItem;
  uploads: Pick<Uploads, 'pause' | 'resume' | 'retry'>;
  onRemove: () => void;
  /** The most that one file may have, where it is known. */
  fileBytes?: number | undefined;
  /** All of it has arrived; something is still done with it. */
  finishing?: boolean;
}

/** A file on its way: how far it is, what stands in its way, and what one can do about it. */
export function UploadChip({ item, uploads, onRemove, fileBytes, finishing }: UploadChipProps): ReactNode {
  const { t } = useLingui();
  const { locale } = useLocale();
  const { key, name, problem, state } = item;
  const wrong = problem !== null && !isPassing(problem.fault);
  const act = ((): ToolProps | null => {
    switch (state) {
      case 'sending':
      case 'waiting':
      case 'hashing':
        return { label: t`Pause ${name}`, Icon: Pause, onPress: () => uploads.pause(key) };
      case 'paused':
        return { label: t`Resume ${name}`, Icon: Play, onPress: () => uploads.resume(key) };
      case 'failed':
        return { label: t`Try ${name} again`, Icon: RotateCw, onPress: () => uploads.retry(key) };
      default:
        return null;
    }
  })();
  return (
    <div className={styles.chip} data-wrong={wrong || undefined}>
      <div className={styles.chipText}>
        <p className={styles.name}>
          {name} <span className={styles.muted}>{fileSize(item.size, locale)}</span>
        </p>
      </div>
      <div className={styles.below}>
        {wrong ? null : (
          <progress
            className={styles.progress}
            value={item.progress}
            max={1}
            aria-label={t`How much of ${name} has arrived`}
          />
        )}
        <p className={styles.state}>
          {wrong ? (
            <span className={styles.wrong} role="alert">
              <UploadProblemWords problem={problem} name={name} fileBytes={fileBytes} />
            </span>
          ) : (
            <StateWords item={item} finishing={finishing ?? false} />
          )}
        </p>
      </div>
      <div className={styles.tools}>
        {/* One button that becomes the other: whoever has pressed it keeps the focus. */}
        {act ? <Tool {...act} /> : null}
        {finishing ? null : <Tool label={t`Remove ${name}`} Icon={X} onPress={onRemove} />}
      </div>
    </div>
  );
}

interface ToolProps {
  label: string;
  Icon: LucideIcon;
  onPress: () => void;
}

function Tool({ label, Icon, onPress }: ToolProps): ReactNode {
  return (
    <button type="button" className={styles.tool} aria-label={label} title={label} onClick={onPress}>
      <Icon size={18} aria-hidden="true" />
    </button>
  );
}

function StateWords({ item, finishing }: { item: UploadItem; finishing: boolean }): ReactNode {
  const { locale } = useLocale();
  if (finishing) return <Trans>Almost there…</Trans>;
  switch (item.state) {
    case 'hashing':
      return <Trans>Getting ready…</Trans>;
    case 'waiting':
      return item.problem ? <Trans>Waiting for the connection</Trans> : <Trans>Waiting for its turn</Trans>;
    case 'paused':
      return <Trans>Paused</Trans>;
    case 'ready':
      return <Trans>Arrived</Trans>;
    default: {
      const share = new Intl.NumberFormat(locale === 'fr' ? 'fr-CA' : 'en-CA', { style: 'percent' }).format(
        item.progress,
      );
      return <Trans>Sending, {share}</Trans>;
    }
  }
}
