import { createContext, useCallback, useContext, useState } from 'react';
import type { ReactNode } from 'react';

const AnnouncerContext = createContext<(words: string) => void>(() => undefined);

/** The one polite live region of the page. */
export function AnnouncerProvider({ children }: { children: ReactNode }): ReactNode {
  const [said, setSaid] = useState({ words: '', count: 0 });
  const announce = useCallback((words: string) => setSaid(({ count }) => ({ words, count: count + 1 })), []);
  return (
    <AnnouncerContext value={announce}>
      {children}
      <div className="visually-hidden" role="status" aria-live="polite">
        <span key={said.count}>{said.words}</span>
      </div>
    </AnnouncerContext>
  );
}

/** A function that tells screen readers something that sighted readers can see happen. */
export function useAnnounce(): (words: string) => void {
  return useContext(AnnouncerContext);
}
