import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { hasWords } from '../lib/has-words.js';
import type { Problem } from '../lib/graphql/problem.js';
import { lastDay, waitInWords } from '../lib/i18n/format.js';
import { useTimeZone } from '../lib/i18n/time-zone.js';
import { useLocale } from '../lib/i18n/use-locale.js';
import { Button } from './button.js';
import { Notice } from './notice.js';
import styles from './notice.module.css';

/** The words of a refusal, by its code. */
export function ProblemWords({ problem }: { problem: Problem }): ReactNode {
  const { locale } = useLocale();
  switch (problem.code) {
    case 'OFFLINE':
      return <Trans>The connection failed. Check that you are online, then try again.</Trans>;
    case 'UNAUTHENTICATED':
      return <Trans>You are not signed in any more. Sign in, then try again.</Trans>;
    case 'FORBIDDEN':
      if (problem.suspension) return <SuspensionWords suspension={problem.suspension} />;
      return <Trans>You may see this, but you are not allowed to do it.</Trans>;
    case 'NOT_FOUND':
      return <Trans>This does not exist, or it is not open to you.</Trans>;
    case 'BAD_USER_INPUT':
      return <Trans>Something in what you entered cannot be used. Please check it.</Trans>;
    case 'CONFLICT':
      return <Trans>Somebody changed this in the meantime.</Trans>;
    case 'RATE_LIMITED': {
      if (problem.retryAfter === undefined) return <Trans>Too many tries. Please wait a while.</Trans>;
      const wait = waitInWords(problem.retryAfter, locale);
      return <Trans>Too many tries. Please try again in {wait}.</Trans>;
    }
    case 'PAYLOAD_TOO_LARGE':
      return <Trans>This is too large to be sent.</Trans>;
    case 'UNAVAILABLE':
      return <Trans>The site cannot answer at the moment. Please try again shortly.</Trans>;
    case 'INTERNAL':
      return <Trans>Something went wrong on our side.</Trans>;
  }
}

function SuspensionWords({ suspension }: { suspension: NonNullable<Problem['suspension']> }): ReactNode {
  const { locale } = useLocale();
  const timeZone = useTimeZone();
  const day = lastDay(suspension.until, locale, timeZone);
  const { reason } = suspension;
  return (
    <Trans>
      This account is suspended until the end of {day}. Reason: {reason}
    </Trans>
  );
}

interface ProblemNoticeProps {
  problem: Problem | null;
  /** Shown as "Try again" where asking once more can help: what does not exist will not. */
  onRetry?: () => void;
  /** What failed, when the words of the code alone would not say it; these stand wherever nothing is given. */
  children?: ReactNode;
}

/** An error in place of the part that failed, or beside the button that was pressed; with the reference to quote. */
export function ProblemNotice({ problem, onRetry, children }: ProblemNoticeProps): ReactNode {
  if (!problem) return null;
  const reference = problem.reference;
  return (
    <Notice
      kind="error"
      role="alert"
      action={
        onRetry && (problem.code !== 'NOT_FOUND' || hasWords(children)) ? (
          <Button small onClick={onRetry}>
            <Trans>Try again</Trans>
          </Button>
        ) : null
      }
    >
      {hasWords(children) ? children : <ProblemWords problem={problem} />}
      {reference ? (
        <span className={styles.reference}>
          <Trans>
            Reference: <code>{reference}</code>
          </Trans>
        </span>
      ) : null}
    </Notice>
  );
}
