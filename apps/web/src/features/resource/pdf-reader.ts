import { getDocument, GlobalWorkerOptions, TextLayer, version } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy, RenderTask } from 'pdfjs-dist';
// oxlint-disable-next-line import/default -- Vite answers the address of the file
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { pageScale } from './page-scale.js';

// Its own file on our own site: the only one that a Content-Security-Policy without exceptions lets run.
GlobalWorkerOptions.workerSrc = workerUrl;
const parts = (folder: string): string => new URL(`/assets/pdfjs-${version}/${folder}/`, document.baseURI).href;

/** Larger pictures within a page are left out: they are bombs, or no screen shows them. */
const LARGEST_PICTURE = 50_000_000;

/** A PDF that is open. */
export type OpenPdf = PDFDocumentProxy;

/** Why a PDF cannot be shown: it asks for a password, it is broken, or it could not be fetched. */
export type PdfFault = 'password' | 'broken' | 'unreachable';

/** Opens the PDF at an address of ours, reading only what of it is needed; `stop` gives up and frees everything. */
export function openPdf(url: string): { opened: Promise<OpenPdf>; stop: () => void } {
  const task = getDocument({
    url,
    cMapUrl: parts('cmaps'),
    standardFontDataUrl: parts('standard_fonts'),
    wasmUrl: parts('wasm'),
    // Compiling WebAssembly would need an exception in the Content-Security-Policy; the decoders exist without.
    useWasm: false,
    // What nobody looks at is not fetched.
    disableAutoFetch: true,
    disableStream: true,
    enableXfa: false,
    maxImageSize: LARGEST_PICTURE,
  });
  return { opened: task.promise, stop: () => void task.destroy() };
}

/** The reason in our words of what pdfjs says. */
export function faultOf(error: unknown): PdfFault {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') return 'password';
  return name === 'ResponseException' || name === 'UnknownErrorException' || name === 'TypeError'
    ? 'unreachable'
    : 'broken';
}

/** Where a page is drawn. */
export interface PageFrame {
  /** Takes the size of the page. */
  sheet: HTMLElement;
  canvas: HTMLCanvasElement;
  /** The words over the picture, to be marked, found and read aloud. */
  words: HTMLElement;
}

/** Draws a page into its frame, so wide; ends early, and without an error, when `signal` says so. */
export async function drawPage(
  pdf: OpenPdf,
  number: number,
  frame: PageFrame,
  { room, zoom, signal }: { room: number; zoom: number; signal: AbortSignal },
): Promise<void> {
  let drawing: RenderTask | null = null;
  let layer: TextLayer | null = null;
  const stop = (): void => {
    drawing?.cancel();
    layer?.cancel();
  };
  signal.addEventListener('abort', stop);
  try {
    const page = await pdf.getPage(number);
    if (signal.aborted) return;
    const { scale, dots } = pageScale(page.getViewport({ scale: 1 }), room, zoom, window.devicePixelRatio || 1);
    const viewport = page.getViewport({ scale });
    const { sheet, canvas, words } = frame;
    sheet.style.width = `${Math.floor(viewport.width)}px`;
    sheet.style.height = `${Math.floor(viewport.height)}px`;
    sheet.style.setProperty('--total-scale-factor', String(scale));
    canvas.width = Math.max(1, Math.floor(viewport.width * dots));
    canvas.height = Math.max(1, Math.floor(viewport.height * dots));
    words.replaceChildren();
    drawing = page.render({ canvas, viewport, transform: dots === 1 ? undefined : [dots, 0, 0, dots, 0, 0] });
    layer = new TextLayer({ textContentSource: page.streamTextContent(), container: words, viewport });
    await Promise.all([drawing.promise, layer.render()]);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
