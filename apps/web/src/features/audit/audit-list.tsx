import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Time } from '../../components/time.js';
import type { AuditRowFragment } from '../../gql/graphql.js';
import { PersonName } from '../membership/person-name.js';
import styles from './audit.module.css';
import { useAuditDetail, useAuditWords } from './use-audit-words.js';

interface AuditListProps<Entry> {
  entries: readonly Entry[];
  /** Where an entry belongs; the log of one community has no need of it. */
  place?: (entry: Entry) => ReactNode;
  /** Whether an entry without a name is somebody's, whom the viewer may not know; else nobody did it but the site. */
  hidesActor?: (entry: Entry) => boolean;
}

/** Entries of an audit log, newest first: what was done, by whom, to whom, why. */
export function AuditList<Entry extends AuditRowFragment>({
  entries,
  place,
  hidesActor,
}: AuditListProps<Entry>): ReactNode {
  const words = useAuditWords();
  const inWords = useAuditDetail();
  return (
    <ol className={styles.entries}>
      {entries.map((entry) => {
        const { id, at, action, detail, actor, person, reason } = entry;
        return (
          <li key={id} className={styles.entry}>
            <p className={styles.action}>
              {words(action)}
              {detail ? <span className={styles.detail}>{inWords(action, detail)}</span> : null}
            </p>
            <p className={styles.facts}>
              <span>
                {actor ? (
                  <Trans>
                    By <PersonName person={actor} />
                  </Trans>
                ) : hidesActor?.(entry) ? (
                  <Trans>By somebody whose name is hidden here</Trans>
                ) : (
                  <Trans>By the site itself</Trans>
                )}
              </span>
              {person && person.id !== actor?.id ? (
                <span>
                  <Trans>
                    About <PersonName person={person} />
                  </Trans>
                </span>
              ) : null}
              {place?.(entry)}
              <Time at={at} />
            </p>
            {reason ? <p className={styles.reason}>{reason}</p> : null}
          </li>
        );
      })}
    </ol>
  );
}
