import type { CaretPlace } from './caret-place.js';

/** The part of the page that can be seen: on a phone, what the keyboard leaves. */
export interface View {
  top: number;
  left: number;
  width: number;
  height: number;
}

/** Where a list stands beside the cursor: from the upper edge of the page's frame, or from its lower one. */
export interface ListPlace {
  left: number;
  top: number;
  maxHeight: number;
  /** It grows upwards from `top`. */
  above: boolean;
}

const GAP = 6;
const EDGE = 8;

/** Below the line of the cursor where there is room, else above it; within the view, whatever the keyboard covers. */
export function listPlace(caret: CaretPlace, view: View, size: { width: number; height: number }): ListPlace {
  const bottom = view.top + view.height;
  const below = bottom - EDGE - (caret.top + caret.height + GAP);
  const over = caret.top - GAP - (view.top + EDGE);
  const above = below < Math.min(size.height, 180) && over > below;
  const right = view.left + view.width - EDGE - size.width;
  return {
    left: Math.max(view.left + EDGE, Math.min(caret.left, right)),
    top: above ? caret.top - GAP : caret.top + caret.height + GAP,
    maxHeight: Math.max(96, above ? over : below),
    above,
  };
}

/** Whether nothing has to move. */
export function isSamePlace(one: ListPlace, other: ListPlace): boolean {
  return (
    one.left === other.left && one.top === other.top && one.maxHeight === other.maxHeight && one.above === other.above
  );
}
