import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../../components/announcer.js';
import { Button } from '../../../components/button.js';
import { Notice } from '../../../components/notice.js';
import { ProblemNotice } from '../../../components/problem.js';
import { AdminAffiliateDocument, AdminEndAffiliationDocument } from '../../../gql/graphql.js';
import type { AdminAccountFragment } from '../../../gql/graphql.js';
import { useAction } from '../../../lib/graphql/use-action.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import styles from '../admin.module.css';
import { Period } from '../period.js';

type Affiliation = AdminAccountFragment['affiliations'][number];

interface LineProps {
  account: AdminAccountFragment;
  affiliation: Affiliation;
  onEnded: (affiliation: Affiliation) => void;
}

function AffiliationLine({ account, affiliation, onEnded }: LineProps): ReactNode {
  const { t } = useLingui();
  const end = useAction(AdminEndAffiliationDocument);
  const { name } = account.person;
  const { institution, source, from, until } = affiliation;
  const institutionName = institution.name;
  return (
    <li className={styles.line}>
      <span>
        {institutionName}
        {' · '}
        {source === 'ADDRESS' ? <Trans>by the address</Trans> : <Period from={from} until={until} />}
      </span>
      {source === 'STAFF' ? (
        <Button
          small
          look="quiet"
          busy={end.busy}
          aria-label={t`End: ${name} at ${institutionName}`}
          onClick={async () => {
            if (await end.run({ accountId: account.id, institutionId: institution.id })) onEnded(affiliation);
          }}
        >
          <Trans>End</Trans>
        </Button>
      ) : null}
      <ProblemNotice problem={end.problem} />
    </li>
  );
}

interface EndedProps {
  account: AdminAccountFragment;
  affiliation: Affiliation;
  onUndone: () => void;
}

/** That an affiliation was ended, with the way back to the same days for as long as the page is open. */
function Ended({ account, affiliation, onUndone }: EndedProps): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const announce = useAnnounce();
  const again = useAction(AdminAffiliateDocument);
  const undo = useRef<HTMLButtonElement>(null);
  // The button that was pressed is gone with its line.
  useEffect(() => undo.current?.focus(), []);
  const { name } = account.person;
  const { institution, from, until } = affiliation;
  const institutionName = institution.name;
  const takeBack = async (): Promise<void> => {
    if (!from) return;
    const noted = { accountId: account.id, institutionId: institution.id, from, until: until ?? null, language };
    if (!(await again.run(noted))) return;
    announce(t`${name} is of ${institutionName} as before.`);
    onUndone();
  };
  return (
    <>
      <Notice
        kind="good"
        action={
          <Button
            small
            ref={undo}
            busy={again.busy}
            aria-label={t`Undo: ${name} at ${institutionName}`}
            onClick={() => void takeBack()}
          >
            <Trans>Undo</Trans>
          </Button>
        }
      >
        <Trans>
          {name} is not of {institutionName} any more.
        </Trans>
      </Notice>
      <ProblemNotice problem={again.problem} />
    </>
  );
}

/** Of which institutions somebody is, and the end of those that an administrator has noted, which can be taken back. */
export function AffiliationLines({ account }: { account: AdminAccountFragment }): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const [ended, setEnded] = useState<Affiliation | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const { affiliations, person } = account;
  const { name } = person;
  return (
    <div
      ref={list}
      tabIndex={-1}
      {...(affiliations.length > 0 || ended ? { role: 'group', 'aria-label': t`Institutions of ${name}` } : {})}
    >
      {affiliations.length > 0 ? (
        <ul>
          {affiliations.map((affiliation) => (
            <AffiliationLine
              key={`${affiliation.institution.id} ${affiliation.source}`}
              account={account}
              affiliation={affiliation}
              onEnded={(one) => {
                const institutionName = one.institution.name;
                setEnded(one);
                announce(t`${name} is not of ${institutionName} any more.`);
              }}
            />
          ))}
        </ul>
      ) : null}
      {ended ? (
        <Ended
          key={`${ended.institution.id} ${ended.from ?? ''}`}
          account={account}
          affiliation={ended}
          onUndone={() => {
            setEnded(null);
            list.current?.focus();
          }}
        />
      ) : null}
    </div>
  );
}
