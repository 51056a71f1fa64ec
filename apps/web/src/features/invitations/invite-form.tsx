import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { LIMITS } from '#contracts';
import { useAnnounce } from '../../components/announcer.js';
import { Button } from '../../components/button.js';
import { TextAreaField } from '../../components/field.js';
import { Form } from '../../components/form.js';
import { Notice } from '../../components/notice.js';
import { ProblemNotice } from '../../components/problem.js';
import { InviteToCommunityDocument } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useTabCommunity } from '../communities/community-context.js';
import { addressesIn, refusedOf } from './addresses.js';
import { InstitutionRule, isByInstitution } from './institution-rule.js';
import styles from './invitations.module.css';

interface InviteValues {
  emails: string;
  message: string;
}

/** Whom to invite, and a word to go with it. */
export function InviteForm({ slug, onInvited }: { slug: string; onInvited: () => void }): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const community = useTabCommunity();
  const invite = useAction(InviteToCommunityDocument);
  const [sent, setSent] = useState<{ emails: string[]; invited: number | null }>({ emails: [], invited: null });
  const { register, handleSubmit, formState, reset, setFocus } = useForm<InviteValues>({
    defaultValues: { emails: '', message: '' },
  });
  const { errors } = formState;
  const most = LIMITS.invitedAtOnce;
  const submit = handleSubmit(async (values) => {
    if (invite.busy) return;
    const emails = addressesIn(values.emails);
    setSent({ emails, invited: null });
    const answer = await invite.run({ input: { slug, emails, message: values.message.trim() || null } });
    if (!answer) {
      setFocus('emails');
      return;
    }
    const invited = answer.inviteToCommunity.length;
    setSent({ emails, invited });
    announce(t`The invitations are on their way.`);
    reset();
    onInvited();
  });
  const { problem } = invite;
  const refused = problem ? refusedOf(problem.fields, sent.emails) : [];
  const { invited } = sent;
  return (
    <div className={styles.part}>
      {isByInstitution(community) ? (
        <Notice>
          <Trans>They must also meet the rule of this community:</Trans> <InstitutionRule community={community} />{' '}
          <Trans>Invite their addresses at work.</Trans>
        </Notice>
      ) : null}
      <Form
        onSubmit={submit}
        problem={
          <ProblemNotice problem={problem}>
            {refused.length > 0 ? (
              <>
                <p>
                  <Plural
                    value={refused.length}
                    one="Nobody was invited, since this is not an e-mail address:"
                    other="Nobody was invited, since these are not e-mail addresses:"
                  />
                </p>
                <ul className={styles.refused}>
                  {refused.map((address) => (
                    <li key={address}>{address}</li>
                  ))}
                </ul>
              </>
            ) : problem?.code === 'FORBIDDEN' ? (
              <Trans>Nobody can be invited here: the community takes no new members.</Trans>
            ) : null}
          </ProblemNotice>
        }
        actions={
          <Button type="submit" look="primary" busy={invite.busy}>
            <Trans>Send the invitations</Trans>
          </Button>
        }
      >
        <TextAreaField
          label={<Trans>E-mail addresses</Trans>}
          hint={<Trans>One on each line, or separated by commas; {most} at once. Each works for 14 days.</Trans>}
          autoComplete="off"
          spellCheck={false}
          error={errors.emails?.message}
          {...register('emails', {
            validate: (value) => {
              const count = addressesIn(value).length;
              if (count === 0) return t`Enter an e-mail address.`;
              return count <= most || t`These are ${count} addresses; at most ${most} can be invited at once.`;
            },
          })}
        />
        <TextAreaField
          label={<Trans>A word to go with it (optional)</Trans>}
          hint={<Trans>It appears in the e-mail and on the page that the invitation leads to.</Trans>}
          autoComplete="off"
          error={errors.message?.message}
          {...register('message', {
            maxLength: { value: LIMITS.facilitatorWord, message: t`This is too long.` },
          })}
        />
      </Form>
      {invited === null ? null : (
        <Notice kind="good">
          <Plural value={invited} one="# invitation is on its way." other="# invitations are on their way." />
        </Notice>
      )}
    </div>
  );
}
