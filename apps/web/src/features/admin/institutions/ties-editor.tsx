import { Trans, useLingui } from '@lingui/react/macro';
import { Trash2 } from 'lucide-react';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { Button } from '../../../components/button.js';
import { SelectField, TextField } from '../../../components/field.js';
import type { AssociationsQuery } from '../../../gql/graphql.js';
import styles from '../admin.module.css';
import type { InstitutionValues } from './institution-values.js';
import { useInstitutionNames } from './use-institution-names.js';

/** Ties of one institution at most. */
const MOST = 20;
const TIES = ['MEMBER', 'COLLABORATOR'] as const;

/** What an institution is to which association, and from when until when. */
export function TiesEditor({ associations }: { associations: AssociationsQuery['associations'] }): ReactNode {
  const { t } = useLingui();
  const names = useInstitutionNames();
  const { control, register, getFieldState, formState } = useFormContext<InstitutionValues>();
  const { fields, append, remove } = useFieldArray({ control, name: 'memberships' });
  const add = useRef<HTMLButtonElement>(null);
  return (
    <fieldset className={styles.boxes}>
      <legend className={styles.legend}>
        <Trans>Associations</Trans>
      </legend>
      {fields.map((field, index) => {
        const path = `memberships.${index}` as const;
        const number = index + 1;
        const errorAt = (name: 'association' | 'tie' | 'from' | 'until'): string | undefined =>
          getFieldState(`${path}.${name}`, formState).error?.message;
        return (
          <fieldset key={field.id} className={styles.box}>
            <legend className="visually-hidden">
              <Trans>Tie {number}</Trans>
            </legend>
            <SelectField
              label={<Trans>Association</Trans>}
              error={errorAt('association')}
              {...register(`${path}.association`)}
            >
              {associations.map(({ id, slug, name }) => (
                <option key={id} value={slug}>
                  {name}
                </option>
              ))}
            </SelectField>
            <SelectField label={<Trans>Relationship</Trans>} error={errorAt('tie')} {...register(`${path}.tie`)}>
              {TIES.map((tie) => (
                <option key={tie} value={tie}>
                  {names.tie[tie]}
                </option>
              ))}
            </SelectField>
            <div className={styles.pair}>
              <TextField
                label={<Trans>First day</Trans>}
                type="date"
                error={errorAt('from')}
                {...register(`${path}.from`, { required: t`Give the first day.` })}
              />
              <TextField
                label={<Trans>Last day (empty: no end)</Trans>}
                type="date"
                error={errorAt('until')}
                {...register(`${path}.until`, {
                  validate: (until, { memberships }) =>
                    !until || until >= (memberships[index]?.from ?? '') || t`This is before the first day.`,
                })}
              />
            </div>
            <div>
              <Button
                small
                aria-label={t`Remove tie ${number}`}
                onClick={() => {
                  remove(index);
                  add.current?.focus();
                }}
              >
                <Trash2 size={18} aria-hidden="true" />
                <Trans>Remove</Trans>
              </Button>
            </div>
          </fieldset>
        );
      })}
      <div>
        <Button
          small
          ref={add}
          busy={fields.length >= MOST}
          onClick={() => append({ association: associations[0]?.slug ?? '', tie: 'MEMBER', from: '', until: '' })}
        >
          <Trans>Add an association</Trans>
        </Button>
      </div>
    </fieldset>
  );
}
