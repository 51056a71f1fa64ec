import { keepPreference, readPreference } from '../storage.js';

/** How large text can be, in hundredths of its usual size; each is a rule of styles/tokens.css. */
export const TEXT_SIZES = [100, 110, 120, 130, 140] as const;

/** One of {@link TEXT_SIZES}. */
export type TextSize = (typeof TEXT_SIZES)[number];

/** The size that is kept on this device: how large text must be hangs on the screen, so no account keeps it. */
export function keptTextSize(): TextSize {
  const kept = readPreference('text-size');
  return TEXT_SIZES.find((size) => String(size) === kept) ?? 100;
}

/** Sets the attribute that the size hangs on. The same rule runs before the first paint in public/appearance.js. */
export function applyTextSize(size: TextSize): void {
  const root = document.documentElement;
  if (size === 100) delete root.dataset.text;
  else root.dataset.text = String(size);
}

/** Applies a size and keeps it on this device, so that the next visit paints with it at once. */
export function chooseTextSize(size: TextSize): void {
  keepPreference('text-size', size === 100 ? null : String(size));
  applyTextSize(size);
}

/** The next larger or smaller size; null where there is none. */
export function textSizeBeside(size: TextSize, by: 1 | -1): TextSize | null {
  return TEXT_SIZES[TEXT_SIZES.indexOf(size) + by] ?? null;
}
