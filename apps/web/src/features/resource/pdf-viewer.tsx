import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Notice } from '../../components/notice.js';
import { Skeleton } from '../../components/skeleton.js';
import { useAnnounce } from '../../components/announcer.js';
import { formatTag } from '../../lib/i18n/locale.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { nextZoom } from './page-scale.js';
import { faultOf, openPdf } from './pdf-reader.js';
import type { OpenPdf, PdfFault } from './pdf-reader.js';
import { PdfPage } from './pdf-page.js';
import styles from './pdf.module.css';

/** A PDF page by page, with its words over the picture; everything of it by keyboard. */
export function PdfViewer({ url, title }: { url: string; title: string }): ReactNode {
  const { t } = useLingui();
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{ turn: number; pdf?: OpenPdf; fault?: PdfFault } | null>(null);
  useEffect(() => {
    let gone = false;
    const { opened, stop } = openPdf(url);
    opened.then(
      (pdf) => gone || setState({ turn, pdf }),
      (error: unknown) => gone || setState({ turn, fault: faultOf(error) }),
    );
    return () => {
      gone = true;
      stop();
    };
  }, [url, turn]);
  const { pdf, fault } = state?.turn === turn ? state : {};
  if (fault) {
    return (
      <div className={styles.loading}>
        <FaultNotice fault={fault} onRetry={() => setTurn(turn + 1)} />
      </div>
    );
  }
  if (pdf) return <Pages pdf={pdf} title={title} />;
  return (
    <div className={styles.loading}>
      <Skeleton label={t`Loading the document`} heights={[40, 500]} />
    </div>
  );
}

function FaultNotice({ fault, onRetry }: { fault: PdfFault; onRetry: () => void }): ReactNode {
  return (
    <Notice
      kind="error"
      role="alert"
      action={
        fault === 'unreachable' ? (
          <button type="button" className={styles.again} onClick={onRetry}>
            <Trans>Try again</Trans>
          </button>
        ) : null
      }
    >
      {fault === 'password' ? (
        <Trans>This document is protected by a password. Download it to open it with another program.</Trans>
      ) : null}
      {fault === 'broken' ? (
        <Trans>This document cannot be shown here. Download it to open it with another program.</Trans>
      ) : null}
      {fault === 'unreachable' ? <Trans>The document could not be loaded.</Trans> : null}
    </Notice>
  );
}

function Pages({ pdf, title }: { pdf: OpenPdf; title: string }): ReactNode {
  const { t } = useLingui();
  const { locale } = useLocale();
  const announce = useAnnounce();
  const [number, setNumber] = useState(1);
  const [typed, setTyped] = useState('1');
  const [zoom, setZoom] = useState(1);
  const sheetArea = useRef<HTMLElement>(null);
  const count = pdf.numPages;
  // The keys turn pages at once; until now there was only the way out to take the focus.
  useEffect(() => sheetArea.current?.focus(), []);
  const go = (to: number): void => {
    const next = Math.min(Math.max(1, to), count);
    setTyped(String(next));
    if (next === number) return;
    setNumber(next);
    sheetArea.current?.scrollTo({ top: 0, behavior: 'instant' });
    announce(t`Page ${next} of ${count}`);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    const to = { PageDown: number + 1, PageUp: number - 1, ArrowRight: number + 1, ArrowLeft: number - 1 }[event.key];
    const end = { Home: 1, End: count }[event.key];
    const wide = zoom > 1 && (event.key === 'ArrowRight' || event.key === 'ArrowLeft');
    if (event.key === '+' || event.key === '=') setZoom(nextZoom(zoom, true));
    else if (event.key === '-') setZoom(nextZoom(zoom, false));
    // A page that is wider than its frame is moved by the arrows.
    else if (!wide && (to ?? end) !== undefined) go(to ?? end ?? 1);
    else return;
    event.preventDefault();
  };
  const share = new Intl.NumberFormat(formatTag(locale), { style: 'percent' }).format(zoom);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of what stands within it
    <div className={styles.viewer} onKeyDown={press}>
      <div className={styles.bar}>
        <div className={styles.group}>
          <Tool label={t`Previous page`} Icon={ChevronLeft} off={number === 1} onPress={() => go(number - 1)} />
          <form
            className={styles.group}
            onSubmit={(event) => {
              event.preventDefault();
              go(Number.parseInt(typed, 10) || number);
            }}
          >
            <label className={styles.group}>
              <Trans>Page</Trans>
              <input
                className={styles.number}
                inputMode="numeric"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                onBlur={() => setTyped(String(number))}
              />
            </label>
            <span>
              <Trans>of {count}</Trans>
            </span>
          </form>
          <Tool label={t`Next page`} Icon={ChevronRight} off={number === count} onPress={() => go(number + 1)} />
        </div>
        <div className={styles.group}>
          <Tool
            label={t`Smaller`}
            Icon={ZoomOut}
            off={nextZoom(zoom, false) === zoom}
            onPress={() => setZoom(nextZoom(zoom, false))}
          />
          <span className={styles.zoom}>{share}</span>
          <Tool
            label={t`Larger`}
            Icon={ZoomIn}
            off={nextZoom(zoom, true) === zoom}
            onPress={() => setZoom(nextZoom(zoom, true))}
          />
        </div>
      </div>
      <section
        ref={sheetArea}
        className={styles.area}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the only way to scroll it by keyboard
        tabIndex={0}
        aria-label={t`${title}, page ${number} of ${count}`}
      >
        <PdfPage pdf={pdf} number={number} zoom={zoom} area={sheetArea} />
      </section>
    </div>
  );
}

interface ToolProps {
  label: string;
  Icon: LucideIcon;
  /** Pressing it would change nothing. */
  off: boolean;
  onPress: () => void;
}

function Tool({ label, Icon, off, onPress }: ToolProps): ReactNode {
  return (
    <button
      type="button"
      className={styles.tool}
      aria-label={label}
      title={label}
      aria-disabled={off || undefined}
      onClick={() => off || onPress()}
    >
      <Icon size={20} aria-hidden="true" />
    </button>
  );
}
