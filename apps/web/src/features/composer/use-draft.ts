import { useEffect, useState, useSyncExternalStore } from 'react';
import { DraftForm } from './draft-form.js';
import type { DraftState } from './draft-form.js';
import type { Draft, DraftPlace } from './draft-store.js';

/** A draft and what can be done to it. */
export interface DraftInForm
  extends DraftState, Pick<DraftForm, 'change' | 'drop' | 'reread' | 'takeOther' | 'keepMine'> {}

/** The draft of a place, shared with other tabs; see {@link DraftForm}. The arguments are those of the first drawing. */
export function useDraft(accountId: string, place: DraftPlace, initial: Draft): DraftInForm {
  const [form] = useState(() => new DraftForm(localStorage, accountId, place, initial));
  const state = useSyncExternalStore(form.subscribe, form.read);
  useEffect(() => {
    window.addEventListener('storage', form.look);
    // A page that slept was told of nothing.
    window.addEventListener('pageshow', form.look);
    document.addEventListener('visibilitychange', form.look);
    return () => {
      window.removeEventListener('storage', form.look);
      window.removeEventListener('pageshow', form.look);
      document.removeEventListener('visibilitychange', form.look);
    };
  }, [form]);
  const { change, drop, reread, takeOther, keepMine } = form;
  return { ...state, change, drop, reread, takeOther, keepMine };
}
