import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { later } from '../../components/later.js';
import { MailSettingsDocument, NoteDeviceTimeZoneDocument } from '../../gql/graphql.js';
import { withWords } from '../../lib/i18n/locale.js';
import { keepStripRoom, StripRoom } from './strip-room.js';

const RefusedStrip = later(
  withWords('inbox', () => import('./refused-strip.js').then(({ RefusedStrip: component }) => component)),
  { waiting: ({ className }) => <StripRoom className={className} /> },
);

interface MailCareProps {
  accountId: string;
  /** Whether this page says it: one does that says more. */
  isTold: boolean;
  /** The look of the strips below the header. */
  className: string | undefined;
}

/**
 * What the site does about somebody's mail while they are here: once for each tab it tells the time zone of the device,
 * by which the digest comes until one is chosen; and it says when the server of their address refuses our mail.
 */
export function MailCare({ accountId, isTold, className }: MailCareProps): ReactNode {
  const [{ data, error }] = useQuery({ query: MailSettingsDocument, requestPolicy: 'cache-first' });
  const [, noteTimeZone] = useMutation(NoteDeviceTimeZoneDocument);
  useEffect(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    if (timeZone && !isNoted(accountId, timeZone)) void noteTimeZone({ timeZone });
  }, [accountId, noteTimeZone]);
  const refused = data?.mailSettings.refusedEmail;
  useEffect(() => {
    if (refused === null) keepStripRoom(null);
  }, [refused]);
  if (!isTold || refused === null || error) return null;
  if (refused === undefined) return <StripRoom className={className} />;
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
