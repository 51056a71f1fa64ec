import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { Choice } from '../../components/field.js';
import { Notice } from '../../components/notice.js';
import { ProblemNotice } from '../../components/problem.js';
import { ChangeMailSubscriptionDocument } from '../../gql/graphql.js';
import type { MailCadence, MailSubscriptionPartsFragment } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { Saved } from '../settings/saved.js';
import { AllSettings } from './all-settings.js';
import styles from './mail.module.css';
import { useCadenceWords } from './use-cadence-words.js';
import { useSaving } from './use-saving.js';

interface CommunitySubscriptionProps {
  token: string;
  subscription: MailSubscriptionPartsFragment;
  onChanged: (subscription: MailSubscriptionPartsFragment) => void;
}

/** The mail of one community: one button stops it, the dial offers less of it. A private one is not named. */
export function CommunitySubscription({ token, subscription, onChanged }: CommunitySubscriptionProps): ReactNode {
  const { t } = useLingui();
  const words = useCadenceWords();
  const change = useAction(ChangeMailSubscriptionDocument);
  const [before, setBefore] = useState<MailCadence | null>(null);
  const name = subscription.communityName;
  const present = subscription.cadence ?? 'DAILY';
  const save = async (cadence: MailCadence): Promise<boolean> => {
    const data = await change.run({ input: { token, cadence } });
    if (data) onChanged(data.changeMailSubscription);
    return data !== null;
  };
  const dial = useSaving(present, save);
  const stopped = dial.value === 'NONE';
  const label = words.find(({ value }) => value === present)?.label ?? '';
  return (
    <>
      <h1>{name ? <Trans>E-mail from {name}</Trans> : <Trans>E-mail from one of your communities</Trans>}</h1>
      {present === 'NONE' ? (
        <Notice kind="good" role="status">
          {name ? (
            <Trans>Stopped: no more mail comes about what is written in {name}.</Trans>
          ) : (
            <Trans>Stopped: no more mail comes about what is written in this community.</Trans>
          )}
        </Notice>
      ) : (
        <p>
          <Trans>
            It is set to <strong>{label}</strong> now.
          </Trans>
        </p>
      )}
      <div>
        <Button
          look={stopped ? 'plain' : 'primary'}
          onClick={() => {
            if (stopped) return dial.choose(before ?? 'DAILY');
            setBefore(present);
            return dial.choose('NONE');
          }}
        >
          {stopped ? (
            before ? (
              <Trans>Undo</Trans>
            ) : (
              <Trans>Let it come again, daily</Trans>
            )
          ) : (
            <Trans>Stop this mail</Trans>
          )}
        </Button>
      </div>
      <ProblemNotice problem={change.problem} />
      <fieldset className={styles.options}>
        <legend>
          <Trans>Or choose how often it comes</Trans>
        </legend>
        {words.map(({ value, label: choice, meaning }) => (
          <Choice
            key={value}
            type="radio"
            name="cadence"
            label={
              <>
                {choice} <span className={styles.meaning}>{meaning}</span>
              </>
            }
            checked={dial.value === value}
            onChange={() => {
              if (value === 'NONE') setBefore(present);
              dial.choose(value);
            }}
          />
        ))}
        <Saved shown={dial.saved} />
      </fieldset>
      <AllSettings>{t`Only this community changes; what comes from the others stays as it is.`}</AllSettings>
    </>
  );
}
