import { useCallback, useState } from 'react';
import { useMutation } from 'urql';
import { UpdateSettingsDocument } from '../../gql/graphql.js';
import type { Theme } from '../../gql/graphql.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { chooseTheme, keptTheme } from '../../lib/theme/theme.js';

/** The theme, changed at once on this device and, when signed in, for the account. */
export function useTheme(): { theme: Theme; choose: (theme: Theme) => void } {
  const { me } = useViewer();
  const [, update] = useMutation(UpdateSettingsDocument);
  const [theme, setTheme] = useState(keptTheme);
  const choose = useCallback(
    (next: Theme) => {
      chooseTheme(next);
      setTheme(next);
      if (me) void update({ input: { theme: next } });
    },
    [me, update],
  );
  return { theme: me?.theme ?? theme, choose };
}
