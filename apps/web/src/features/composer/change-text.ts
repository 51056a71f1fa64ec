import { smallestChange } from './markdown-commands.js';
import type { Selected } from './markdown-commands.js';

/** The text and selection of a field. */
export function selectedIn(field: HTMLTextAreaElement): Selected {
  return { text: field.value, start: field.selectionStart, end: field.selectionEnd };
}

/**
 * Puts a changed text into a field as if it had been typed, so that the browser's own undo takes it back.
 * `execCommand` is the one way to that; where a browser refuses it, the value is set and undo ends there.
 */
export function changeText(field: HTMLTextAreaElement, next: Selected): void {
  const { start, end, insert } = smallestChange(field.value, next.text);
  field.focus();
  if (field.value !== next.text) {
    field.setSelectionRange(start, end);
    const done = insert === '' ? document.execCommand('delete') : document.execCommand('insertText', false, insert);
    if (!done || field.value !== next.text) {
      // React hears of a value only when it was set past its own bookkeeping.
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, next.text);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }
  field.setSelectionRange(next.start, next.end);
}
