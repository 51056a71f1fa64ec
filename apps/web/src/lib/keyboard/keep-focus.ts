/** What begins a page or a part of one; the focus goes there when nothing nearer is left. */
const HEADINGS = 'h1, h2, h3';

/** Rows have headings of their own, which say nothing of the list. */
const ROWS = 'li, article, tr';

/**
 * Keeps the focus in the page: when what has it vanishes (the button of a thing that is done, the row of a thing that
 * is gone, the page of a community that has closed its door), browsers give it to the whole document, where screen
 * readers and the Tab key begin at the very top. Here it goes to the heading of the innermost part that is still there,
 * and else to the page's own. Nothing is done where a part moves the focus by itself, nor for who has clicked elsewhere.
 */
export function keepFocus(root: HTMLElement): void {
  let last: { element: Element; around: Element[] } | null = null;
  let asked = false;
  const look = (): void => {
    asked = false;
    if (!last || !isNowhere()) return;
    const { element, around } = last;
    // It is there and has lost the focus all the same: somebody has clicked beside it.
    if (isShown(element)) last = null;
    else homeFrom(around)?.focus({ preventScroll: true });
  };
  const ask = (): void => {
    if (asked || !last || !isNowhere()) return;
    asked = true;
    // After the next frame: what takes the place has been drawn, and a dialog has given the focus back.
    requestAnimationFrame(() => setTimeout(look));
  };
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element) last = { element: target, around: ancestorsOf(target) };
  });
  document.addEventListener('focusout', ask);
  new MutationObserver(ask).observe(root, { childList: true, subtree: true });
}

const isNowhere = (): boolean => !document.activeElement || document.activeElement === document.body;

const isShown = (element: Element): boolean => element.isConnected && element.getClientRects().length > 0;

function ancestorsOf(element: Element): Element[] {
  const around: Element[] = [];
  for (let up = element.parentElement; up; up = up.parentElement) around.push(up);
  return around;
}

/** The heading of the innermost of these that is still shown in the page's main part; else the page's own, or all of it. */
function homeFrom(around: readonly Element[]): HTMLElement | null {
  const main = document.querySelector('main');
  const left = around.filter((element) => isShown(element) && main?.contains(element) && element !== main);
  for (const [place, part] of left.entries()) {
    const heading = headingOf(part, left[place - 1]);
    if (heading) return ready(heading);
  }
  const title = main?.querySelector<HTMLElement>('h1');
  return title && isShown(title) ? ready(title) : main;
}

/** What the part says of itself: the last heading before the branch that is left in it, else its first one. */
function headingOf(part: Element, branch: Element | undefined): HTMLElement | undefined {
  const headings = [...part.querySelectorAll<HTMLElement>(HEADINGS)].filter((heading) => {
    const row = heading.closest(ROWS);
    return (!row || row.contains(part)) && !heading.closest('dialog') && isShown(heading);
  });
  const before = headings.filter(
    (heading) => branch && heading.compareDocumentPosition(branch) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  return before.at(-1) ?? headings[0];
}

/** Text takes the focus only where it says so. */
function ready(heading: HTMLElement): HTMLElement {
  heading.tabIndex = -1;
  return heading;
}
