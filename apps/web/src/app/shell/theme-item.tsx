import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useTheme } from '../../features/settings/use-appearance.js';
import { classNames } from '../../lib/class-names.js';
import { themeAfter } from '../../lib/theme/theme.js';
import styles from './shell.module.css';

/** The other theme, in the menus of phones. */
export function ThemeItem({ close }: { close: () => void }): ReactNode {
  const { theme, choose } = useTheme();
  const next = themeAfter(theme);
  return (
    <button
      type="button"
      className={classNames(styles.menuItem, styles.onPhone)}
      onClick={() => {
        choose(next);
        close();
      }}
    >
      {theme === 'HIGH_CONTRAST' ? (
        <Trans>Leave high contrast</Trans>
      ) : next === 'LIGHT' ? (
        <Trans>Light theme</Trans>
      ) : (
        <Trans>Dark theme</Trans>
      )}
    </button>
  );
}
