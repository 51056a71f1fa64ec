import { useEffect, useRef } from 'react';
import { useMutation } from 'urql';
import { UpdateSettingsDocument } from '../../gql/graphql.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { activateLocale, initialLocale, languageOf, localeOf } from '../../lib/i18n/locale.js';
import { chooseTheme, keptTheme } from '../../lib/theme/theme.js';

/**
 * Brings language and theme of the account to this device once it is known who is looking. An account can keep neither
 * before its address is confirmed: until then the device does, and hands its choice over afterwards. Draws nothing.
 */
export function AccountPreferences(): null {
  const { me } = useViewer();
  const [, update] = useMutation(UpdateSettingsDocument);
  const early = useRef<string | null>(null);
  const id = me?.id;
  const confirmed = me?.emailVerified;
  const language = me?.language;
  const theme = me?.theme;
  useEffect(() => {
    if (!id || !language || !theme) return;
    if (!confirmed) {
      early.current = id;
    } else if (early.current === id) {
      early.current = null;
      void update({ input: { language: languageOf(initialLocale()), theme: keptTheme() } });
    } else {
      void activateLocale(localeOf(language));
      chooseTheme(theme);
    }
  }, [id, confirmed, language, theme, update]);
  return null;
}
