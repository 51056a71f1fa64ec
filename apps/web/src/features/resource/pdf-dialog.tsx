import { Trans, useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { lazy, Suspense, useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { Skeleton } from '../../components/skeleton.js';
import styles from './pdf.module.css';

const PdfViewer = lazy(() => import('./pdf-viewer.js').then(({ PdfViewer: component }) => ({ default: component })));

interface PdfDialogProps {
  url: string;
  title: string;
  onClose: () => void;
}

/** A PDF over the whole screen. What reads it is large and loads only now. */
export function PdfDialog({ url, title, onClose }: PdfDialogProps): ReactNode {
  const { t } = useLingui();
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return undefined;
    const opener = document.activeElement;
    if (!dialog.open) dialog.showModal();
    return () => {
      dialog.close();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={styles.dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles.frame}>
        <header className={styles.head}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          <button type="button" className={styles.close} onClick={onClose}>
            <X size={20} aria-hidden="true" />
            <Trans>Close</Trans>
          </button>
        </header>
        <Suspense
          fallback={
            <div className={styles.loading}>
              <Skeleton label={t`Loading the viewer`} heights={[40, 500]} />
            </div>
          }
        >
          <PdfViewer url={url} title={title} />
        </Suspense>
      </div>
    </dialog>
  );
}
