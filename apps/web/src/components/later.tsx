import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
import type { Problem } from '../lib/graphql/problem.js';
import { Dialog } from './dialog.js';
import { ProblemNotice } from './problem.js';

/** Scripts come from the same server as everything else: when one does not, it is the connection. */
const NOT_LOADED: Problem = { code: 'OFFLINE', fields: {} };

/** A part of a page whose scripts come when it is first drawn. */
export interface Later<Props> {
  (props: Props): ReactNode;
  /** Fetches it already, on the first sign that it will be needed. */
  preload: () => void;
}

interface LaterOptions<Props> {
  /** Stands in its place until it has come, with its height where something is below it. */
  waiting?: ReactNode | ((props: Props) => ReactNode);
  /** In its place when it cannot be fetched. */
  failed?: (retry: () => void, props: Props) => ReactNode;
}

/**
 * A part that most visits do not need, fetched when it is drawn. When it cannot be fetched, its place says so and lets
 * one try again; the page around it stays.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { waiting = null, failed = failedInPlace }: LaterOptions<Props> = {},
): Later<Props> {
  let Part: ComponentType<Props> | null = null;
  let coming: Promise<void> | null = null;
  let failures = 0;
  const fetchPart = (): Promise<void> => {
    coming ??= (async () => {
      try {
        Part = await load();
      } catch (error) {
        coming = null;
        failures += 1;
        throw error;
      }
    })();
    return coming;
  };
  const standIn = (props: Props): ReactNode => (typeof waiting === 'function' ? waiting(props) : waiting);
  function LaterPart(props: Props): ReactNode {
    const [state, setState] = useState<'loading' | 'ready' | 'failed'>(Part ? 'ready' : 'loading');
    useEffect(() => {
      if (state !== 'loading') return undefined;
      let here = true;
      fetchPart().then(
        () => here && setState('ready'),
        () => here && setState('failed'),
      );
      return () => {
        here = false;
      };
    }, [state]);
    const retry = (): void => {
      // Some browsers keep it that a script has not come, until the page is loaded anew. Offline, no page would come.
      if (failures > 1 && navigator.onLine) window.location.reload();
      else setState('loading');
    };
    if (Part) return <Part {...props} />;
    return state === 'failed' ? failed(retry, props) : standIn(props);
  }
  return Object.assign(LaterPart, { preload: () => void fetchPart().catch(() => undefined) });
}

/** {@link later} for a dialog, which says in a dialog that it cannot be fetched: below a long page nobody would see it. */
export function laterDialog<Props extends { onClose: () => void }>(
  load: () => Promise<ComponentType<Props>>,
): Later<Props> {
  return later(load, {
    failed: (retry, { onClose }) => (
      <Dialog title={<Trans>Something went wrong</Trans>} onClose={onClose}>
        <ProblemNotice problem={NOT_LOADED} onRetry={retry} />
      </Dialog>
    ),
  });
}

function failedInPlace(retry: () => void): ReactNode {
  return <ProblemNotice problem={NOT_LOADED} onRetry={retry} />;
}
