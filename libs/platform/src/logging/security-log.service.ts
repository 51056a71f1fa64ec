import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from './logger.js';

/** What is noted for whoever watches over the site, by the name that stands in `event`. The table of docs/operating.md. */
export const SECURITY_EVENTS = {
  'sign-in-succeeded': '`about`: who signed in',
  'sign-in-refused': '`about`: whose password it was not, or null for an address without an account',
  'sign-in-suspended': '`about`: who is kept out, and knows the password',
  'signed-out': '`about`: who ended their own session',
  'session-ended': '`about`: whose session was ended from their settings',
  'password-reset-asked': 'somebody asked for a link to a new password',
  'account-closed': '`about`: who closed their account',
  audited:
    'an entry of the audit log was written: `action` is its name there (`facilitator-appointed`, `administrator-made`, `access-token-created`, `access-token-revoked`, `password-reset`, `password-changed`, `email-changed`, `account-suspended`, `mailbox-read` …), `by` who did it, `subject` to what, `community` where, `about` to whom',
  refused: 'a policy or a door said no: `operation` is the field of Query or Mutation',
  limited: 'somebody used up a limit: `limit` is its name; noted once for each time that it is used up',
} as const;

/** The name of one of {@link SECURITY_EVENTS}. */
export type SecurityEvent = keyof typeof SECURITY_EVENTS;

/** Ids and names of ours, nothing that anybody typed. */
type Facts = Readonly<Record<string, string | null>>;

/** Notes what concerns the safety of the site, at every LOG_LEVEL but `silent`. */
@Injectable()
export class SecurityLog {
  private readonly lines: Logger;

  constructor(@Inject(LOGGER) logger: Logger) {
    this.lines = logger.level === 'silent' ? logger : logger.child({}, { level: 'info' });
  }

  /** Writes one line. Call it after the commit of what it tells. */
  note(event: SecurityEvent, facts: Facts = {}): void {
    this.lines.info({ event, ...facts }, `security: ${event}`);
  }
}

/** The table of docs/operating.md as Markdown. */
export function securityEventsReference(): string {
  const rows = Object.entries(SECURITY_EVENTS).map(([event, told]) => `| \`${event}\` | ${told} |`);
  return ['| `event` | what it tells |', '| --- | --- |', ...rows].join('\n');
}
