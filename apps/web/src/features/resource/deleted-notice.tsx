import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { ProblemNotice } from '../../components/problem.js';
import { Time } from '../../components/time.js';
import { RestoreResourceDocument } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { lastDay } from '../../lib/i18n/format.js';
import { useTimeZone } from '../../lib/i18n/time-zone.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import styles from './resource.module.css';
import type { WholeResource } from './use-resource.js';

interface DeletedNoticeProps {
  resource: Pick<WholeResource, 'id' | 'viewerCan'> & { deletion: NonNullable<WholeResource['deletion']> };
  onRestored: () => void;
}

/**
 * Over a deleted resource: by whom it was deleted, why, and until when there is time to bring it back. Whoever shared it
 * reads this also of a facilitator's deletion, which is for facilitators alone to undo.
 */
export function DeletedNotice({ resource, onRestored }: DeletedNoticeProps): ReactNode {
  const { locale } = useLocale();
  const timeZone = useTimeZone();
  const restore = useAction(RestoreResourceDocument);
  const { at, byFacilitator, goneAt, reason } = resource.deletion;
  const last = lastDay(goneAt, locale, timeZone);
  const confirm = async (): Promise<void> => {
    if (await restore.run({ input: { resourceId: resource.id } })) onRestored();
  };
  return (
    <div className={styles.part}>
      <Notice
        kind="warn"
        action={
          resource.viewerCan.restore ? (
            <Button busy={restore.busy} onClick={() => void confirm()}>
              <Trans>Restore</Trans>
            </Button>
          ) : null
        }
      >
        <p>
          {byFacilitator ? (
            <Trans>
              A facilitator deleted this resource, <Time at={at} />.
            </Trans>
          ) : (
            <Trans>
              The person who shared this resource deleted it, <Time at={at} />.
            </Trans>
          )}{' '}
          {resource.viewerCan.restore ? (
            <Trans>Others no longer see it. It can be restored until {last}.</Trans>
          ) : (
            <Trans>Others no longer see it. Those who look after the community can restore it until {last}.</Trans>
          )}
        </p>
        {reason ? (
          <p>
            <Trans>Reason: {reason}</Trans>
          </p>
        ) : null}
      </Notice>
      <ProblemNotice problem={restore.problem} />
    </div>
  );
}
