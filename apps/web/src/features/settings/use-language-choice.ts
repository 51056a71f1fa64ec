import { useCallback } from 'react';
import { useMutation } from 'urql';
import { UpdateSettingsDocument } from '../../gql/graphql.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { activateLocale, languageOf } from '../../lib/i18n/locale.js';
import type { Locale } from '../../lib/i18n/locale.js';

/** Turns the interface to a language, on this device and for the account, once its address is confirmed. */
export function useLanguageChoice(): (locale: Locale) => void {
  const { me } = useViewer();
  const keeps = me?.emailVerified ?? false;
  const [, update] = useMutation(UpdateSettingsDocument);
  return useCallback(
    (locale) => {
      void activateLocale(locale);
      if (keeps) void update({ input: { language: languageOf(locale) } });
    },
    [keeps, update],
  );
}
