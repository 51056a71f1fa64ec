/** A piece of a post that the reader has marked. */
export interface SelectedQuote {
  number: number;
  text: string;
  /** Where it ends on the screen. */
  rect: DOMRect;
}

/** What is selected, if it lies within the text of one post. */
export function selectedQuote(): SelectedQuote | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const post = proseOf(range.startContainer)?.closest('article');
  if (!post || proseOf(range.endContainer)?.closest('article') !== post) return null;
  const text = selection.toString().trim();
  const number = Number(post.dataset.number);
  if (text === '' || !Number.isInteger(number)) return null;
  const rects = range.getClientRects();
  return { number, text, rect: rects[rects.length - 1] ?? range.getBoundingClientRect() };
}

function proseOf(node: Node): Element | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest('.post .prose') ?? null;
}
