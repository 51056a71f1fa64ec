import { Trans, useLingui } from '@lingui/react/macro';
import { ImagePlus, X } from 'lucide-react';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { extensionOf, FILE_TYPES, LIMITS } from '#contracts';
import type { LiveAttachment } from '#contracts';
import { fileSize } from '../../lib/i18n/format.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { showsPicture } from '../composer/picture-markdown.js';
import { KindIcon } from '../resource/kind-icon.js';
import styles from './attachments.module.css';

interface AttachedFileProps {
  attachment: LiveAttachment;
  body: string;
  onChange: (attachment: LiveAttachment) => void;
  onShow: (attachment: LiveAttachment) => void;
  onRemove: () => void;
}

/** A file that has arrived: a picture asks for words, for people who cannot see it. */
export function AttachedFile({ attachment, body, onChange, onShow, onRemove }: AttachedFileProps): ReactNode {
  const { t } = useLingui();
  const { locale } = useLocale();
  const id = useId();
  const { alt, fileName, size, url, width } = attachment;
  const picture = width !== null;
  const undescribed = picture && alt.trim() === '';
  return (
    <div className={styles.chip}>
      {picture ? (
        <img className={styles.picture} src={url} alt="" />
      ) : (
        <KindIcon kind={FILE_TYPES[extensionOf(fileName)]?.kind ?? 'OTHER'} size={22} />
      )}
      <div className={styles.chipText}>
        <p className={styles.name}>
          {fileName} <span className={styles.muted}>{fileSize(size, locale)}</span>
        </p>
      </div>
      <div className={styles.tools}>
        {picture && !showsPicture(body, attachment.id) ? (
          <button
            type="button"
            className={styles.tool}
            aria-label={t`Put ${fileName} into the text`}
            title={t`Put ${fileName} into the text`}
            onClick={() => onShow(attachment)}
          >
            <ImagePlus size={18} aria-hidden="true" />
          </button>
        ) : null}
        <button
          type="button"
          className={styles.tool}
          aria-label={t`Remove ${fileName}`}
          title={t`Remove ${fileName}`}
          onClick={onRemove}
        >
          <X size={18} aria-hidden="true" />
        </button>
      </div>
      {picture ? (
        <div className={styles.alt}>
          <label htmlFor={id}>
            <Trans>What can be seen in the picture?</Trans>
          </label>
          <input
            id={id}
            value={alt}
            maxLength={LIMITS.attachmentAlt}
            autoComplete="off"
            aria-describedby={undescribed ? `${id}-nudge` : undefined}
            onChange={(event) => onChange({ ...attachment, alt: event.target.value })}
          />
          {undescribed ? (
            <p id={`${id}-nudge`} className={styles.nudge}>
              <Trans>Say it in a sentence for people who cannot see it.</Trans>
            </p>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
