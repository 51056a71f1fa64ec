import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { Button, LinkButton } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { ProblemNotice } from '../../components/problem.js';
import { Time } from '../../components/time.js';
import { ResumeMailDocument } from '../../gql/graphql.js';
import type { MailSettingsPartsFragment } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import styles from './mail.module.css';

/** Says that the server of one's address refuses our mail for good, what does not come therefore, and the two ways out. */
export function RefusedNotice({ settings }: { settings: MailSettingsPartsFragment }): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const resume = useAction(ResumeMailDocument);
  const { refusedEmail, refusedAt } = settings;
  if (!refusedEmail) return null;
  return (
    <>
      <Notice kind="warn">
        <div className={styles.section}>
          <p>
            {refusedAt ? (
              <Trans>
                The mail server of <strong>{refusedEmail}</strong> refused our mail for good, <Time at={refusedAt} />.
                We send no digests and no messages of discussions there any more; mail about the security of your
                account still goes out.
              </Trans>
            ) : (
              <Trans>
                The mail server of <strong>{refusedEmail}</strong> refused our mail for good. We send no digests and no
                messages of discussions there any more; mail about the security of your account still goes out.
              </Trans>
            )}
          </p>
          <div className={styles.actions}>
            <LinkButton to="/settings/security" small>
              <Trans>Change the address</Trans>
            </LinkButton>
            <Button
              small
              busy={resume.busy}
              onClick={async () => {
                if (await resume.run({})) announce(t`We send mail to your address again.`);
              }}
            >
              <Trans>The address works again</Trans>
            </Button>
          </div>
        </div>
      </Notice>
      <ProblemNotice problem={resume.problem} />
    </>
  );
}
