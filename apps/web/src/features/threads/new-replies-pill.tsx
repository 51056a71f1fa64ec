import { Plural, useLingui } from '@lingui/react/macro';
import { ArrowDown } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { AnnouncementPace } from '../../lib/announcement-pace.js';

/** "2 new replies – show them", over the page until the end is in view. */
export function NewRepliesPill({ count, onShow }: { count: number; onShow: () => void }): ReactNode {
  return (
    <div className="thread-pill">
      {count > 0 ? (
        <button type="button" onClick={onShow}>
          <ArrowDown size={18} aria-hidden="true" />
          <Plural value={count} one="# new reply – show it" other="# new replies – show them" />
        </button>
      ) : null}
    </div>
  );
}

/** Tells screen readers about replies that arrive, at most once in 20 seconds. `total` counts since the page was opened. */
export function useAnnounceReplies(total: number): void {
  const { t } = useLingui();
  const announce = useAnnounce();
  const pace = useRef(new AnnouncementPace());
  useEffect(() => {
    const wait = pace.current.wait(total, Date.now());
    if (wait === null) return undefined;
    const timer = setTimeout(() => {
      const count = pace.current.say(total, Date.now());
      announce(count === 1 ? t`A new reply has arrived.` : t`${count} new replies have arrived.`);
    }, wait);
    return () => clearTimeout(timer);
  }, [total, announce, t]);
}
