import { useLingui } from '@lingui/react/macro';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { ReactNode } from 'react';
import { useClient } from 'urql';
import { useAnnounce } from '../../components/announcer.js';
import { OneNotificationDocument } from '../../gql/graphql.js';
import { AnnouncementPace } from '../../lib/announcement-pace.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { isTyping } from '../../lib/keyboard/shortcuts.js';

/** Somebody who goes from one field to the next goes on typing. */
const CALM_MS = 1_500;

/**
 * Tells screen readers what has come to the inbox, at most once in 20 seconds and never into somebody's typing. `ids` are
 * all that have come since the page was opened.
 */
export function News({ ids }: { ids: readonly string[] }): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const client = useClient();
  const announce = useAnnounce();
  const pace = useRef(new AnnouncementPace());

  const say = useEffectEvent(async () => {
    const count = pace.current.say(ids.length, Date.now());
    const id = ids.at(-1);
    if (count > 1 || !id) {
      announce(t`${count} new notifications in your inbox.`);
      return;
    }
    const { data } = await client
      .query(OneNotificationDocument, { id, language }, { requestPolicy: 'network-only' })
      .toPromise();
    // It may have been read or taken back meanwhile.
    const title = data?.notification?.title;
    if (title) announce(t`New in your inbox: ${title}`);
  });

  const total = ids.length;
  useEffect(() => {
    const wait = pace.current.wait(total, Date.now());
    if (wait === null) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    const sayWhenCalm = (): void => {
      if (isTyping(document.activeElement)) document.addEventListener('focusout', later, { once: true });
      else void say();
    };
    const later = (): void => {
      timer = setTimeout(sayWhenCalm, CALM_MS);
    };
    timer = setTimeout(sayWhenCalm, wait);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('focusout', later);
    };
  }, [total]);
  return null;
}
