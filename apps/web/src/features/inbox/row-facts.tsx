import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Time } from '../../components/time.js';
import { formatTag } from '../../lib/i18n/locale.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import type { InboxRow } from './inbox-source.js';
import styles from './inbox.module.css';
import { useReasons } from './use-reasons.js';

interface RowFactsProps {
  row: InboxRow;
  /** Says why one is told, where that can be asked nowhere else. */
  withReason?: boolean;
  /** Below the title of its discussion, which says where it is. */
  inGroup?: boolean;
}

/** Who did it, where, why one is told, and when: what its title does not say already. */
export function RowFacts({ row, withReason, inGroup }: RowFactsProps): ReactNode {
  const { t } = useLingui();
  const { locale } = useLocale();
  const reasons = useReasons();
  const inTitle = row.kind === 'MENTION' || row.kind === 'QUOTE';
  const names = (inTitle ? [] : row.actors).map(({ name, former }) => (former ? t`Former member` : name));
  const people = new Intl.ListFormat(formatTag(locale), { type: 'conjunction' }).format(names);
  // The reason names the community already.
  const named = inGroup || (withReason && row.reason === 'FOLLOWS_COMMUNITY');
  return (
    <p className={styles.facts}>
      {people ? <span>{people}</span> : null}
      {named ? null : <span>{row.community.name}</span>}
      {withReason ? <span>{reasons(row).short}</span> : null}
      <Time at={row.createdAt} />
    </p>
  );
}
