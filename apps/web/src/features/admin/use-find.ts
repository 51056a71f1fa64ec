import { useEffect, useRef, useState } from 'react';

/** A pause in typing after which the list follows, in milliseconds. */
const PAUSE = 250;

/** What is typed into a field that finds, the words to ask for after a pause, and the place in their list. */
export interface Find {
  text: string;
  type: (text: string) => void;
  /** Null while nothing is looked for. */
  query: string | null;
  after: string | null;
  more: (after: string | null) => void;
}

/** Find-as-you-type in a list of pages. The words stay on this page: they may be somebody's address. */
export function useFind(): Find {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<{ query: string | null; after: string | null }>({ query: null, after: null });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (next: string): void => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAsked({ query: next.trim() || null, after: null }), PAUSE);
  };
  return { text, type, ...asked, more: (after) => setAsked({ ...asked, after }) };
}
