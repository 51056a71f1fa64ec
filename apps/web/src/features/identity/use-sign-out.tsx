import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { SignOutDocument } from '../../gql/graphql.js';
import { useSessionCache } from '../../lib/graphql/session.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { dropDraftsOf, keptTexts } from '../composer/draft-store.js';
import type { KeptTexts } from '../composer/draft-store.js';
import { keepNext } from './next-kept.js';
import { SignOutDialog } from './sign-out-dialog.js';

/**
 * Signing out: at once where nothing that the account wrote is kept on this device, else after asking what becomes of
 * it. `dialog` is to be drawn; it also says so when signing out has failed, because the session then lives on.
 */
export function useSignOut(): { signOut: () => void; dialog: ReactNode } {
  const { me } = useViewer();
  const { renew } = useSessionCache();
  const { run, busy, problem, clear } = useAction(SignOutDocument);
  const navigate = useNavigate();
  const [asked, setAsked] = useState<KeptTexts | null>(null);

  const leave = async (texts: 'keep' | 'delete'): Promise<void> => {
    const done = await run({});
    if (done?.signOut !== true) return;
    if (me && texts === 'delete') dropDraftsOf(localStorage, me.id);
    keepNext(null);
    const moved = navigate({ to: '/' });
    renew();
    await moved;
  };
  const close = (): void => {
    setAsked(null);
    clear();
  };
  const shown = me && (asked || problem);
  return {
    signOut: () => {
      const kept = me ? keptTexts(localStorage, me.id) : { drafts: 0, waiting: 0 };
      if (kept.drafts + kept.waiting > 0) setAsked(kept);
      else void leave('delete');
    },
    dialog: shown ? (
      <SignOutDialog
        kept={asked}
        busy={busy}
        problem={problem}
        onLeave={(texts) => void leave(texts)}
        onClose={close}
      />
    ) : null,
  };
}
