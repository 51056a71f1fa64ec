import { useCallback } from 'react';
import { useMutation } from 'urql';
import { UpdateSettingsDocument } from '../../gql/graphql.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { activateLocale, languageOf } from '../../lib/i18n/locale.js';
import type { Locale } from '../../lib/i18n/locale.js';

/** Turns the interface to a language, on this device and, when signed in, for the account. */
export function useLanguageChoice(): (locale: Locale) => void {
  const { me } = useViewer();
  const [, update] = useMutation(UpdateSettingsDocument);
  return useCallback(
    (locale) => {
      void activateLocale(locale);
      if (me) void update({ input: { language: languageOf(locale) } });
    },
    [me, update],
  );
}
