import { Plural, Trans } from '@lingui/react/macro';
import { Check, Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { withNoBreakSpaces } from '#contracts';
import { Chip } from '../../components/chip.js';
import type { CommunityCardFragment } from '../../gql/graphql.js';
import { formatNumber } from '../../lib/i18n/format.js';
import { useLocale } from '../../lib/i18n/use-locale.js';

/** What a community says about itself, as it is kept; the signs of French are tied to their words here. */
export function Summary({ text }: { text: string }): ReactNode {
  const { locale } = useLocale();
  return withNoBreakSpaces(text, locale);
}

/** "312 members", or nothing where the number is not for outsiders. */
export function MemberCount({ count }: { count: number | null | undefined }): ReactNode {
  const { locale } = useLocale();
  if (count === null || count === undefined) return null;
  const shown = formatNumber(count, locale);
  return (
    <span>
      <Plural value={count} _0="No members yet" one={`${shown} member`} other={`${shown} members`} />
    </span>
  );
}

/** Whether everybody may read, or members only. */
export function VisibilityChip({ community }: { community: Pick<CommunityCardFragment, 'visibility'> }): ReactNode {
  if (community.visibility === 'PUBLIC') {
    return (
      <Chip>
        <Trans>Public</Trans>
      </Chip>
    );
  }
  return (
    <Chip>
      <Lock size={14} aria-hidden="true" />
      <Trans>Members only</Trans>
    </Chip>
  );
}

/** Shown unless the community is simply in use. */
export function StatusChip({ community }: { community: Pick<CommunityCardFragment, 'status'> }): ReactNode {
  switch (community.status) {
    case 'ORGANIZING':
      return (
        <Chip tone="warm">
          <Trans>Being set up</Trans>
        </Chip>
      );
    case 'ARCHIVED':
      return (
        <Chip>
          <Trans>Archived</Trans>
        </Chip>
      );
    case 'OPERATIONAL':
      return null;
  }
}

/** One's own place in the community. */
export function RoleChip({ community }: { community: Pick<CommunityCardFragment, 'viewerRole'> }): ReactNode {
  if (!community.viewerRole) return null;
  return (
    <Chip tone="good">
      <Check size={14} aria-hidden="true" />
      {community.viewerRole === 'FACILITATOR' ? <Trans>You facilitate it</Trans> : <Trans>Joined</Trans>}
    </Chip>
  );
}
