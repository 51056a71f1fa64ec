import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { LIMITS } from '#contracts';
import { useAnnounce } from '../../../components/announcer.js';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { TextAreaField, TextField } from '../../../components/field.js';
import { Form } from '../../../components/form.js';
import { ProblemNotice } from '../../../components/problem.js';
import { AdminSuspendAccountDocument } from '../../../gql/graphql.js';
import type { AdminAccountFragment } from '../../../gql/graphql.js';
import { useAction } from '../../../lib/graphql/use-action.js';
import { useTimeZone } from '../../../lib/i18n/time-zone.js';
import { dayOf, endOfDay } from '../days.js';
import { usePlacedProblems } from '../use-placed-problems.js';

interface SuspendDialogProps {
  account: AdminAccountFragment;
  onClose: () => void;
}

/** Keeps somebody out until the end of a day, with the reason that they are told. */
export function SuspendDialog({ account, onClose }: SuspendDialogProps): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const suspend = useAction(AdminSuspendAccountDocument);
  const timeZone = useTimeZone();
  const [today] = useState(() => dayOf(new Date(), timeZone));
  const form = useForm({ defaultValues: { until: '', reason: '' } });
  const { register, handleSubmit, formState } = form;
  const { errors } = formState;
  const problem = usePlacedProblems(suspend.problem, form);
  const { name } = account.person;
  const submit = handleSubmit(async ({ until, reason }) => {
    const end = endOfDay(until, timeZone);
    if (!end) return;
    if (!(await suspend.run({ accountId: account.id, until: end.toISOString(), reason: reason.trim() }))) return;
    announce(t`${name} is suspended.`);
    onClose();
  });
  return (
    <Dialog title={<Trans>Suspend {name}?</Trans>} onClose={onClose}>
      <p>
        <Trans>
          All sessions and access tokens end at once. Until the end of that day, nobody can sign in to this account.
          What the person wrote stays. An e-mail tells them the day and the reason.
        </Trans>
      </p>
      <Form
        onSubmit={submit}
        problem={<ProblemNotice problem={problem} />}
        actions={
          <>
            <Button onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" look="danger" busy={suspend.busy}>
              <Trans>Suspend</Trans>
            </Button>
          </>
        }
      >
        <TextField
          label={<Trans>Last day</Trans>}
          type="date"
          min={today}
          error={errors.until?.message}
          {...register('until', {
            required: t`Give the last day.`,
            validate: (until) => until >= today || t`This day is over already.`,
          })}
        />
        <TextAreaField
          label={<Trans>Reason, for the person</Trans>}
          maxLength={LIMITS.reason}
          error={errors.reason?.message}
          {...register('reason', {
            validate: (reason) => reason.trim() !== '' || t`Say why: the person reads it.`,
          })}
        />
      </Form>
    </Dialog>
  );
}
