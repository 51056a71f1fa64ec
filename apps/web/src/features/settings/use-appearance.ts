import { useCallback, useState } from 'react';
import { useMutation } from 'urql';
import { UpdateSettingsDocument } from '../../gql/graphql.js';
import type { Theme } from '../../gql/graphql.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { chooseTheme, keptTheme } from '../../lib/theme/theme.js';

/** The theme, changed at once on this device and for the account, once its address is confirmed. */
export function useTheme(): { theme: Theme; choose: (theme: Theme) => void } {
  const { me } = useViewer();
  const account = me?.emailVerified ? me : null;
  const [, update] = useMutation(UpdateSettingsDocument);
  const [theme, setTheme] = useState(keptTheme);
  const choose = useCallback(
    (next: Theme) => {
      chooseTheme(next);
      setTheme(next);
      if (account) void update({ input: { theme: next } });
    },
    [account, update],
  );
  return { theme: account?.theme ?? theme, choose };
}
