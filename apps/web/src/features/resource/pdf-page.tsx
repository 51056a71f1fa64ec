import { Trans } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { Notice } from '../../components/notice.js';
import { drawPage } from './pdf-reader.js';
import type { OpenPdf } from './pdf-reader.js';
import styles from './pdf.module.css';

/** Space beside the page, on both sides together. */
const MARGINS = 24;
/** Wider than this, a page is harder to read, not easier. */
const WIDEST = 880;

interface PdfPageProps {
  pdf: OpenPdf;
  number: number;
  zoom: number;
  /** What the page stands in, and whose width it fills. */
  area: RefObject<HTMLElement | null>;
}

/** One page, drawn anew when its place becomes wider or narrower. */
export function PdfPage({ pdf, number, zoom, area }: PdfPageProps): ReactNode {
  const sheet = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  const [failed, setFailed] = useState<number | null>(null);
  useEffect(() => {
    const place = area.current;
    if (!place) return undefined;
    const observer = new ResizeObserver(() => setRoom(Math.min(Math.floor(place.clientWidth) - MARGINS, WIDEST)));
    observer.observe(place);
    return () => observer.disconnect();
  }, [area]);
  useEffect(() => {
    const frame = { sheet: sheet.current, canvas: canvas.current, words: words.current };
    if (room <= 0 || !frame.sheet || !frame.canvas || !frame.words) return undefined;
    const gone = new AbortController();
    const { sheet: place, canvas: picture, words: text } = frame;
    drawPage(pdf, number, { sheet: place, canvas: picture, words: text }, { room, zoom, signal: gone.signal }).then(
      () => gone.signal.aborted || setFailed(null),
      () => gone.signal.aborted || setFailed(number),
    );
    return () => gone.abort();
  }, [pdf, number, zoom, room]);
  return (
    <>
      {failed === number ? (
        <Notice kind="error" role="alert">
          <Trans>This page cannot be shown. Download the document to open it with another program.</Trans>
        </Notice>
      ) : null}
      {/* One canvas draws one page at a time: each page has its own, so that a slow one never meets the next. */}
      <div key={`${number} ${zoom} ${room}`} ref={sheet} className={styles.sheet} hidden={failed === number}>
        <canvas ref={canvas} aria-hidden="true" className={styles.canvas} />
        <div ref={words} className={styles.words} />
      </div>
    </>
  );
}
