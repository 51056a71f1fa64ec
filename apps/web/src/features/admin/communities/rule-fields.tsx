import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { SelectField, TextAreaField } from '../../../components/field.js';
import type { Eligibility, JoinPolicy, Visibility } from '../../../gql/graphql.js';
import styles from '../admin.module.css';
import { FormEditor } from './form-editor.js';
import type { RuleValues } from './rule-values.js';
import { useRuleNames } from './use-rule-names.js';

const VISIBILITIES: readonly Visibility[] = ['PUBLIC', 'PRIVATE'];
const POLICIES: readonly JoinPolicy[] = ['OPEN', 'APPLICATION', 'CLOSED'];
const ELIGIBILITIES: readonly Eligibility[] = [
  'ANYONE',
  'MUSEUM_STAFF',
  'MEMBER_INSTITUTION',
  'MEMBER_OR_COLLABORATOR',
  'SELF_IDENTIFIED',
];

interface RuleFieldsProps {
  /** The rule as it is now; what people rely on in it is never loosened. Null for a new community. */
  now: Pick<RuleValues, 'visibility' | 'eligibility'> | null;
}

/** Who reads, who may join and how, with the application form and the programmes that enrol. */
export function RuleFields({ now }: RuleFieldsProps): ReactNode {
  const { t } = useLingui();
  const names = useRuleNames();
  const { register, control, formState } = useFormContext<RuleValues>();
  const { errors } = formState;
  const joinPolicy = useWatch({ control, name: 'joinPolicy' });
  const staysPrivate = now?.visibility === 'PRIVATE';
  const staysSelf = now?.eligibility === 'SELF_IDENTIFIED';
  return (
    <>
      <div className={styles.pair}>
        <SelectField
          label={<Trans>Who can read it</Trans>}
          hint={staysPrivate ? <Trans>A private community never becomes public.</Trans> : null}
          error={errors.visibility?.message}
          {...register('visibility', {
            validate: (visibility, { eligibility }) =>
              eligibility !== 'SELF_IDENTIFIED' ||
              visibility === 'PRIVATE' ||
              t`Where people identify themselves, only members may read.`,
          })}
        >
          {VISIBILITIES.filter((value) => !staysPrivate || value === 'PRIVATE').map((value) => (
            <option key={value} value={value}>
              {names.visibility[value]}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={<Trans>How people join</Trans>}
          error={errors.joinPolicy?.message}
          {...register('joinPolicy', {
            validate: (policy, { eligibility }) =>
              eligibility !== 'SELF_IDENTIFIED' ||
              policy !== 'OPEN' ||
              t`Where people identify themselves, a facilitator answers.`,
          })}
        >
          {POLICIES.map((value) => (
            <option key={value} value={value}>
              {names.joinPolicy[value]}
            </option>
          ))}
        </SelectField>
      </div>
      <SelectField
        label={<Trans>Who it is for</Trans>}
        hint={staysSelf ? <Trans>This cannot be changed: members relied on it.</Trans> : null}
        error={errors.eligibility?.message}
        {...register('eligibility')}
      >
        {ELIGIBILITIES.filter((value) => !staysSelf || value === 'SELF_IDENTIFIED').map((value) => (
          <option key={value} value={value}>
            {names.eligibility[value]}
          </option>
        ))}
      </SelectField>
      {joinPolicy === 'APPLICATION' ? <FormEditor /> : null}
      <TextAreaField
        label={<Trans>Programmes that enrol, one per line</Trans>}
        hint={
          <Trans>
            Whoever is on the roster of one of these is a member at once and stays until released. Short names in small
            letters, such as tam-microgrant; usually none.
          </Trans>
        }
        rows={2}
        spellCheck={false}
        error={errors.enrolledProgrammes?.message}
        {...register('enrolledProgrammes')}
      />
    </>
  );
}
