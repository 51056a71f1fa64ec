import { useEffect } from 'react';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { activateLocale, localeOf } from '../../lib/i18n/locale.js';
import { chooseTheme } from '../../lib/theme/theme.js';

/** Brings language and theme of the account to this device once it is known who is looking. Draws nothing. */
export function AccountPreferences(): null {
  const { me } = useViewer();
  const language = me?.language;
  const theme = me?.theme;
  useEffect(() => {
    if (language) void activateLocale(localeOf(language));
  }, [language]);
  useEffect(() => {
    if (theme) chooseTheme(theme);
  }, [theme]);
  return null;
}
