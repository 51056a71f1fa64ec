import { laterDialog } from '../../components/later.js';
import { withWords } from '../../lib/i18n/locale.js';

// See the components of the same names: nobody needs them before a key is pressed.
export const KeyboardHelp = laterDialog(
  withWords('keyboard', () => import('./keyboard-help.js').then((part) => part.KeyboardHelp)),
);
export const CommandPalette = laterDialog(
  withWords('keyboard', () => import('./command-palette.js').then((part) => part.CommandPalette)),
);
