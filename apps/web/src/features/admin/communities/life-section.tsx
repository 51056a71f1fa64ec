import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../../components/announcer.js';
import { Button } from '../../../components/button.js';
import { ConfirmDialog } from '../../../components/confirm-dialog.js';
import { Dialog } from '../../../components/dialog.js';
import { ProblemNotice } from '../../../components/problem.js';
import {
  AdminArchiveCommunityDocument,
  AdminChangeCommunityRulesDocument,
  AdminReviveCommunityDocument,
} from '../../../gql/graphql.js';
import type { AdminCommunityFragment } from '../../../gql/graphql.js';
import { useAction } from '../../../lib/graphql/use-action.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import styles from '../admin.module.css';
import type { Basis } from '../use-basis.js';

interface LifeProps {
  community: AdminCommunityFragment;
  basis: Basis;
}

function Archive({ community, basis }: LifeProps): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const announce = useAnnounce();
  const archive = useAction(AdminArchiveCommunityDocument);
  const [asking, setAsking] = useState(false);
  const { slug, name } = community;
  return (
    <>
      <Button look="danger" onClick={() => setAsking(true)}>
        <Trans>Archive it</Trans>
      </Button>
      {asking ? (
        <Dialog
          title={<Trans>Archive {name}?</Trans>}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>
                <Trans>Keep it in use</Trans>
              </Button>
              <Button
                look="danger"
                busy={archive.busy}
                onClick={async () => {
                  const done = await archive.run({ slug, language });
                  if (!done) return;
                  basis.moved(done.archiveCommunity.revision);
                  setAsking(false);
                  announce(t`${name} is archived.`);
                }}
              >
                <Trans>Archive it</Trans>
              </Button>
            </>
          }
        >
          <p>
            <Trans>
              Everything in it can still be read by those who read it now, and nothing new is added. Applications that
              wait are declined and what they say is erased; invitations and mail that have not gone out never will.
            </Trans>
          </p>
          <ProblemNotice problem={archive.problem} />
        </Dialog>
      ) : null}
    </>
  );
}

function OpenForUse({ community, basis }: LifeProps): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const announce = useAnnounce();
  const change = useAction(AdminChangeCommunityRulesDocument);
  const [asking, setAsking] = useState(false);
  const { slug, name } = community;
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <Trans>Open it for use…</Trans>
      </Button>
      {asking ? (
        <ConfirmDialog
          title={<Trans>Open {name} for use?</Trans>}
          keep={<Trans>Not yet</Trans>}
          confirm={<Trans>Open it for use</Trans>}
          look="primary"
          busy={change.busy}
          problem={change.problem}
          onConfirm={async () => {
            const done = await change.run({ language, input: { slug, status: 'OPERATIONAL' } });
            if (!done) return;
            basis.moved(done.changeCommunityRules.revision);
            setAsking(false);
            announce(t`${name} is in use now.`);
          }}
          onClose={() => setAsking(false)}
        >
          <Trans>All members can start discussions from then on. It cannot go back to being set up.</Trans>
        </ConfirmDialog>
      ) : null}
    </>
  );
}

/** The community's life: from being set up to in use, to the archive, and back. */
export function LifeSection({ community, basis }: LifeProps): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const announce = useAnnounce();
  const revive = useAction(AdminReviveCommunityDocument);
  const { slug, name, status } = community;
  return (
    <>
      <p>
        {status === 'ORGANIZING' ? (
          <Trans>It is being set up: people can join, and only its facilitators and you start discussions.</Trans>
        ) : status === 'OPERATIONAL' ? (
          <Trans>It is in use.</Trans>
        ) : (
          <Trans>It is archived: it can be read, and nothing new is added.</Trans>
        )}
      </p>
      <div className={styles.buttons}>
        {status === 'ORGANIZING' ? <OpenForUse community={community} basis={basis} /> : null}
        {status === 'ARCHIVED' ? (
          <Button
            busy={revive.busy}
            onClick={async () => {
              const done = await revive.run({ slug, language });
              if (!done) return;
              basis.moved(done.reviveCommunity.revision);
              announce(t`${name} is in use now.`);
            }}
          >
            <Trans>Bring it back into use</Trans>
          </Button>
        ) : (
          <Archive community={community} basis={basis} />
        )}
      </div>
      <ProblemNotice problem={revive.problem} />
    </>
  );
}
