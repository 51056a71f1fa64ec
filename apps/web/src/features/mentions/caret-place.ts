/** A point in the text of a field, as it stands on the screen, and the height of its line. */
export interface CaretPlace {
  left: number;
  top: number;
  height: number;
}

/** Everything that decides where the words of a field break. */
const ALIKE = [
  'box-sizing',
  'width',
  'padding-top',
  'padding-right',
  'padding-bottom',
  'padding-left',
  'border-top-width',
  'border-right-width',
  'border-bottom-width',
  'border-left-width',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'font-stretch',
  'letter-spacing',
  'line-height',
  'tab-size',
  'text-indent',
  'text-transform',
  'word-spacing',
] as const;

/** Where a place in the text of a field is. Browsers do not say it of fields, so the same text is set once more, unseen. */
export function caretPlace(field: HTMLTextAreaElement, index: number): CaretPlace {
  const style = getComputedStyle(field);
  const mirror = document.createElement('div');
  for (const property of ALIKE) mirror.style.setProperty(property, style.getPropertyValue(property));
  Object.assign(mirror.style, {
    position: 'absolute',
    top: '0',
    left: '0',
    visibility: 'hidden',
    borderStyle: 'solid',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'break-word',
    pointerEvents: 'none',
  });
  const caret = document.createElement('span');
  caret.textContent = field.value.slice(index, index + 1) || '.';
  mirror.append(field.value.slice(0, index), caret);
  document.body.append(mirror);
  const box = field.getBoundingClientRect();
  const place = {
    left: box.left + caret.offsetLeft - field.scrollLeft,
    top: box.top + caret.offsetTop - field.scrollTop,
    height: caret.offsetHeight,
  };
  mirror.remove();
  return place;
}
