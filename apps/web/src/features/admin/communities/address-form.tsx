import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useAnnounce } from '../../../components/announcer.js';
import { Button } from '../../../components/button.js';
import { TextField } from '../../../components/field.js';
import { Form } from '../../../components/form.js';
import { ProblemNotice } from '../../../components/problem.js';
import { AdminRenameCommunityDocument } from '../../../gql/graphql.js';
import type { AdminCommunityFragment } from '../../../gql/graphql.js';
import { useAction } from '../../../lib/graphql/use-action.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import styles from '../admin.module.css';
import type { Basis } from '../use-basis.js';
import { usePlacedProblems } from '../use-placed-problems.js';
import { useSlugRules } from './use-slug-rules.js';

/** Gives a community another address; links to the old one go on working. */
export function AddressForm({ community, basis }: { community: AdminCommunityFragment; basis: Basis }): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const { rules, refusal } = useSlugRules();
  const rename = useAction(AdminRenameCommunityDocument);
  const form = useForm({ defaultValues: { newSlug: community.slug } });
  const { register, handleSubmit, formState } = form;
  const problem = usePlacedProblems(rename.problem, form, refusal);
  const submit = handleSubmit(async ({ newSlug }) => {
    const done = await rename.run({ slug: community.slug, newSlug: newSlug.trim(), language });
    if (!done) return;
    const { slug, revision } = done.renameCommunity;
    basis.moved(revision);
    announce(t`The address is /c/${slug} now.`);
    await navigate({ to: '/admin/communities/$slug', params: { slug }, replace: true, resetScroll: false });
  });
  return (
    <div className={styles.form}>
      <Form
        onSubmit={submit}
        problem={<ProblemNotice problem={problem} />}
        actions={
          <Button type="submit" busy={rename.busy}>
            <Trans>Change the address</Trans>
          </Button>
        }
      >
        <TextField
          label={<Trans>Address</Trans>}
          hint={<Trans>The end of its links, /c/…. Links to the old address lead to the new one.</Trans>}
          autoComplete="off"
          spellCheck={false}
          error={formState.errors.newSlug?.message}
          {...register('newSlug', rules)}
        />
      </Form>
    </div>
  );
}
