import type { Theme } from '../../gql/graphql.js';
import { keepPreference, readPreference } from '../storage.js';

const themes: readonly Theme[] = ['SYSTEM', 'LIGHT', 'DARK', 'HIGH_CONTRAST'];

/** The theme kept on this device; `SYSTEM` when none was chosen. */
export function keptTheme(): Theme {
  const kept = readPreference('theme');
  return themes.find((theme) => theme === kept) ?? 'SYSTEM';
}

/** Sets the attributes that the tokens hang on. The same rules run before the first paint in public/appearance.js. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  const systemDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const dark = theme === 'DARK' || (theme !== 'LIGHT' && systemDark);
  // Light or dark is one choice, more contrast another: who asks the system for it keeps it in both.
  const contrast = theme === 'HIGH_CONTRAST' || matchMedia('(prefers-contrast: more)').matches;
  root.dataset.scheme = dark ? 'dark' : 'light';
  if (contrast) root.dataset.contrast = 'more';
  else delete root.dataset.contrast;
}

/** Applies a theme and keeps it on this device, so that the next visit paints with it at once. */
export function chooseTheme(theme: Theme): void {
  keepPreference('theme', theme === 'SYSTEM' ? null : theme);
  applyTheme(theme);
}

/** What the switch in the header turns to: the other of light and dark; from high contrast to the plain one of the two. */
export function themeAfter(theme: Theme, scheme = document.documentElement.dataset.scheme): Theme {
  if (theme === 'HIGH_CONTRAST') return scheme === 'dark' ? 'DARK' : 'LIGHT';
  return scheme === 'dark' ? 'LIGHT' : 'DARK';
}

const follow = (): void => applyTheme(keptTheme());

/** Follows changes of the system's appearance while the page is open; answers the function that stops it. */
export function followSystemTheme(): () => void {
  const queries = [matchMedia('(prefers-color-scheme: dark)'), matchMedia('(prefers-contrast: more)')];
  for (const query of queries) query.addEventListener('change', follow);
  return () => {
    for (const query of queries) query.removeEventListener('change', follow);
  };
}
