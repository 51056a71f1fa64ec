import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AnnouncerProvider } from '../components/announcer.js';
import { OutboxProvider } from '../features/composer/outbox-provider.js';
import type { FirstView } from '../lib/graphql/first-view.js';
import { GraphqlProvider } from '../lib/graphql/session.js';
import { TimeZoneProvider } from '../lib/i18n/time-zone.js';
import { ShortcutsProvider } from '../lib/keyboard/shortcuts.js';
import { router } from './router.js';

/** The whole client: what every page needs, around the router. */
export function App({ view }: { view: FirstView }): ReactNode {
  return (
    <I18nProvider i18n={i18n}>
      <GraphqlProvider view={view}>
        <AnnouncerProvider>
          <ShortcutsProvider>
            <TimeZoneProvider>
              <OutboxProvider>
                <RouterProvider router={router} />
              </OutboxProvider>
            </TimeZoneProvider>
          </ShortcutsProvider>
        </AnnouncerProvider>
      </GraphqlProvider>
    </I18nProvider>
  );
}
