import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { later } from '../../components/later.js';
import { MailSettingsDocument, NoteDeviceTimeZoneDocument } from '../../gql/graphql.js';
import { withWords } from '../../lib/i18n/locale.js';

const RefusedStrip = later(
  withWords('inbox', () => import('./refused-strip.js').then(({ RefusedStrip: component }) => component)),
);

interface MailCareProps {
  accountId: string;
  /** The look of the strips below the header. */
  className: string | undefined;
}

/**
 * What the site does about somebody's mail while they are here: once for each tab it tells the time zone of the device,
 * by which the digest comes until one is chosen; and it says when the server of their address refuses our mail.
 */
export function MailCare({ accountId, className }: MailCareProps): ReactNode {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [{ data }] = useQuery({ query: MailSettingsDocument, requestPolicy: 'cache-first' });
  const [, noteTimeZone] = useMutation(NoteDeviceTimeZoneDocument);
  useEffect(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    if (timeZone && !isNoted(accountId, timeZone)) void noteTimeZone({ timeZone });
  }, [accountId, noteTimeZone]);
  const refused = data?.mailSettings.refusedEmail;
  // The page about it says more.
  if (!refused || path === '/settings/mail') return null;
  return <RefusedStrip email={refused} className={className} />;
}

/** Whether this tab has told it; from now on it has. Where nothing can be kept, it is told with every page that is opened. */
function isNoted(accountId: string, timeZone: string): boolean {
  const value = `${accountId} ${timeZone}`;
  try {
    if (sessionStorage.getItem('copse.zone') === value) return true;
    sessionStorage.setItem('copse.zone', value);
  } catch {
    // Storage is forbidden here.
  }
  return false;
}
