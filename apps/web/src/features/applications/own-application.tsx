import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { Notice } from '../../components/notice.js';
import { ProblemNotice } from '../../components/problem.js';
import { Time } from '../../components/time.js';
import { WithdrawApplicationDocument } from '../../gql/graphql.js';
import type { OwnApplicationFragment } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import styles from './applications.module.css';

interface OwnApplicationProps {
  application: OwnApplicationFragment;
  community: { name: string };
}

/** One's own application: that it waits and can be taken back, or how it was decided. */
export function OwnApplication({ application, community }: OwnApplicationProps): ReactNode {
  const { message } = application;
  const { name } = community;
  return (
    <Notice
      kind={application.status === 'ACCEPTED' ? 'good' : 'info'}
      action={application.viewerCan.withdraw ? <WithdrawButton application={application} name={name} /> : null}
    >
      <p>
        <State application={application} />
      </p>
      {message ? (
        <blockquote className={styles.word}>
          <p>{message}</p>
        </blockquote>
      ) : null}
    </Notice>
  );
}

function State({ application }: { application: OwnApplicationFragment }): ReactNode {
  const { status, createdAt, decidedAt } = application;
  switch (status) {
    case 'WAITING':
      return (
        <Trans>
          You applied <Time at={createdAt} />. A facilitator decides; we write to you as soon as it is decided.
        </Trans>
      );
    case 'ACCEPTED':
      return <Trans>Your application was accepted.</Trans>;
    case 'DECLINED':
      return (
        <Trans>
          Your application was declined, <Time at={decidedAt ?? createdAt} />.
        </Trans>
      );
    case 'WITHDRAWN':
      return <Trans>You have taken your application back.</Trans>;
  }
}

function WithdrawButton({ application, name }: { application: OwnApplicationFragment; name: string }): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const announce = useAnnounce();
  const withdraw = useAction(WithdrawApplicationDocument);
  const [asking, setAsking] = useState(false);
  const confirm = async (): Promise<void> => {
    if (!(await withdraw.run({ applicationId: application.id, language }))) return;
    setAsking(false);
    announce(t`Your application to ${name} has been taken back.`);
  };
  return (
    <>
      <Button small aria-label={t`Take back the application to ${name}`} onClick={() => setAsking(true)}>
        <Trans>Take back</Trans>
      </Button>
      {asking ? (
        <Dialog
          title={<Trans>Take the application back?</Trans>}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>
                <Trans>Keep it</Trans>
              </Button>
              <Button look="danger" busy={withdraw.busy} onClick={() => void confirm()}>
                <Trans>Take back</Trans>
              </Button>
            </>
          }
        >
          <p>
            <Trans>
              Nobody decides it then, and your private answers are erased at once. You can apply again later.
            </Trans>
          </p>
          <ProblemNotice problem={withdraw.problem} />
        </Dialog>
      ) : null}
    </>
  );
}
