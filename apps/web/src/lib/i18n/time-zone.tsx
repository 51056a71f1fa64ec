import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import { useViewer } from '../graphql/use-viewer.js';

/** What an account's time zone is until somebody chooses one: the device then knows better. */
export const NOT_CHOSEN = 'UTC';

const TimeZoneContext = createContext<string | undefined>(undefined);

/** Gives all dates the time zone that the account has chosen. */
export function TimeZoneProvider({ children }: { children: ReactNode }): ReactNode {
  const { me } = useViewer();
  const chosen = me && me.timeZone !== NOT_CHOSEN ? me.timeZone : undefined;
  return <TimeZoneContext value={chosen}>{children}</TimeZoneContext>;
}

/** The time zone that dates are shown in; undefined for the device's own. */
export function useTimeZone(): string | undefined {
  return useContext(TimeZoneContext);
}
