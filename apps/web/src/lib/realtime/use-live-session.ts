import { useEffect, useRef } from 'react';
import { useSessionCache } from '../graphql/session.js';
import { live } from './live.js';

/** Connects anew when somebody signs in or out, so that the connection has the rights of the account. Used once, in the shell. */
export function useLiveSession(): void {
  const { generation } = useSessionCache();
  const before = useRef(generation);
  useEffect(() => {
    if (before.current === generation) return;
    before.current = generation;
    live.renew();
  }, [generation]);
}
