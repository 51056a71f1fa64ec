import { useLingui } from '@lingui/react/macro';
import { lastDay } from '../../lib/i18n/format.js';
import { useTimeZone } from '../../lib/i18n/time-zone.js';
import { useLocale } from '../../lib/i18n/use-locale.js';

/** What was done, in words, by the name under which it is kept; a name that this release does not know stays as it is. */
export function useAuditWords(): (action: string) => string {
  const { t } = useLingui();
  const words: Record<string, string> = {
    'access-token-created': t`Access token made`,
    'access-token-revoked': t`Access token revoked`,
    'account-suspended': t`Account suspended`,
    'account-affiliated': t`Affiliation to an institution noted`,
    'administrator-link-made': t`Link to a new password made on the server for an administrator`,
    'administrator-made': t`Made an administrator on the server`,
    'affiliation-ended': t`Affiliation ended`,
    'application-accepted': t`Application accepted`,
    'application-declined': t`Application declined`,
    'community-archived': t`Community archived`,
    'community-created': t`Community created`,
    'community-edited': t`Texts of the community changed`,
    'community-renamed': t`Address of the community changed`,
    'community-revived': t`Community revived`,
    'community-rules-changed': t`Rules of the community changed`,
    'email-changed': t`E-mail address changed`,
    'facilitator-appointed': t`Facilitator appointed`,
    'facilitator-dismissed': t`Facilitator made an ordinary member`,
    'facilitator-left': t`Facilitator left`,
    'institution-added': t`Institution added`,
    'institution-edited': t`Institution changed`,
    'invitation-accepted': t`Invitation accepted`,
    'invitation-resent': t`Invitation sent again`,
    'invitation-revoked': t`Invitation revoked`,
    'mailbox-read': t`Kept mail read`,
    'member-removed': t`Member removed`,
    'password-changed': t`Password changed`,
    'password-reset': t`Password reset`,
    'people-invited': t`People invited`,
    'post-removed': t`Post removed`,
    'post-restored': t`Post restored`,
    'report-reopened': t`Settled report put back into the queue`,
    'report-resolved': t`Report settled: the post stays`,
    'resource-removed': t`Resource removed`,
    'resource-restored': t`Resource restored`,
    'roster-applied': t`Enrolled or released by the roster of a programme`,
    'roster-set': t`Roster of a programme set`,
    'site-claimed': t`Site taken over by its first administrator`,
    'suspension-lifted': t`Suspension lifted`,
    'thread-locked': t`Discussion locked`,
    'thread-pinned': t`Discussion pinned`,
    'thread-unlocked': t`Discussion unlocked`,
    'thread-unpinned': t`Discussion unpinned`,
  };
  return (action) => words[action] ?? action.replaceAll('-', ' ');
}

/** Actions whose detail is a list of what was changed, by the names that the server has for it. */
const LISTS_FIELDS = new Set(['community-edited', 'community-rules-changed']);

/** What else is known of an entry, in words: names of fields and moments are the server's, all else stays as it is. */
export function useAuditDetail(): (action: string, detail: string) => string {
  const { t } = useLingui();
  const { locale } = useLocale();
  const timeZone = useTimeZone();
  const fields: Record<string, string> = {
    applicationForm: t`application form`,
    eligibility: t`whom it is for`,
    enrolledProgrammes: t`programmes that enrol`,
    joinPolicy: t`how one joins`,
    name: t`name`,
    status: t`state`,
    summary: t`purpose`,
    tags: t`topics`,
    visibility: t`who may read`,
  };
  return (action, detail) => {
    if (LISTS_FIELDS.has(action)) {
      return detail
        .split(', ')
        .map((field) => fields[field] ?? field)
        .join(', ');
    }
    if (action !== 'account-suspended' || Number.isNaN(Date.parse(detail))) return detail;
    const day = lastDay(detail, locale, timeZone);
    return t`until the end of ${day}`;
  };
}
