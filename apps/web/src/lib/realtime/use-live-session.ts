import { useEffect, useRef } from 'react';
import { useSessionCache } from '../graphql/session.js';
import { live } from './live.js';

/**
 * Connects anew when somebody signs in or out, so that the connection has the rights of the account; and asks who is
 * signed in when the connection tells that something has happened to those rights. Used once, in the shell.
 */
export function useLiveSession(): void {
  const { generation, check } = useSessionCache();
  const before = useRef(generation);
  useEffect(() => {
    if (before.current === generation) return;
    before.current = generation;
    live.renew();
  }, [generation]);
  useEffect(() => live.onDoubt(() => void check()), [check]);
}
