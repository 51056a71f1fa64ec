import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { Button } from '../../../components/button.js';
import { Choice, SelectField, TextAreaField, TextField } from '../../../components/field.js';
import styles from '../admin.module.css';
import { BilingualFields } from '../bilingual-fields.js';
import { linesOf } from '../lines.js';
import type { RuleValues } from './rule-values.js';
import { useRuleNames } from './use-rule-names.js';

/** Longest question or option, characters. */
const TEXT = 500;
const KINDS = ['SHORT_TEXT', 'LONG_TEXT', 'CHOICE', 'ATTESTATION'] as const;

interface QuestionFieldsProps {
  index: number;
  count: number;
  onMove: (to: number) => void;
  onRemove: () => void;
}

/** One question of an application form: its words, its kind, who may read the answer, its place among the others. */
export function QuestionFields({ index, count, onMove, onRemove }: QuestionFieldsProps): ReactNode {
  const { t } = useLingui();
  const { question: kinds } = useRuleNames();
  const { register, control, getFieldState, formState } = useFormContext<RuleValues>();
  const path = `applicationForm.${index}` as const;
  const kind = useWatch({ control, name: `${path}.kind` });
  const number = index + 1;
  return (
    <fieldset className={styles.box}>
      <legend className="visually-hidden">
        <Trans>Question {number}</Trans>
      </legend>
      <div className={styles.head}>
        <strong aria-hidden="true">
          <Trans>Question {number}</Trans>
        </strong>
        <span className={styles.buttons}>
          <Button
            small
            look="quiet"
            aria-label={t`Move question ${number} up`}
            busy={index === 0}
            onClick={() => onMove(index - 1)}
          >
            <ArrowUp size={18} aria-hidden="true" />
          </Button>
          <Button
            small
            look="quiet"
            aria-label={t`Move question ${number} down`}
            busy={index === count - 1}
            onClick={() => onMove(index + 1)}
          >
            <ArrowDown size={18} aria-hidden="true" />
          </Button>
          <Button small look="quiet" aria-label={t`Remove question ${number}`} onClick={onRemove}>
            <Trash2 size={18} aria-hidden="true" />
          </Button>
        </span>
      </div>
      <BilingualFields
        name={`${path}.label`}
        maxLength={TEXT}
        legend={kind === 'ATTESTATION' ? <Trans>The statement</Trans> : <Trans>The question</Trans>}
      />
      <div className={styles.pair}>
        <SelectField label={<Trans>Kind of answer</Trans>} {...register(`${path}.kind`)}>
          {KINDS.map((known) => (
            <option key={known} value={known}>
              {kinds[known]}
            </option>
          ))}
        </SelectField>
        <TextField
          label={<Trans>Key for scripts</Trans>}
          autoComplete="off"
          spellCheck={false}
          error={getFieldState(`${path}.key`, formState).error?.message}
          {...register(`${path}.key`, {
            pattern: { value: /^\s*[a-zA-Z][a-zA-Z0-9]{0,39}\s*$/, message: t`A letter, then letters or digits.` },
            required: t`A letter, then letters or digits.`,
            validate: (key, { applicationForm }) =>
              applicationForm.every((other, at) => at >= index || other.key.trim() !== key.trim()) ||
              t`Another question has this key.`,
          })}
        />
      </div>
      {kind === 'CHOICE' ? (
        <TextAreaField
          label={<Trans>Options, one per line</Trans>}
          error={getFieldState(`${path}.options`, formState).error?.message}
          {...register(`${path}.options`, {
            validate: (options) => {
              const lines = linesOf(options);
              return (lines.length >= 2 && lines.length <= 50) || t`Give 2 to 50 options.`;
            },
          })}
        />
      ) : null}
      <div>
        <Choice label={<Trans>It must be answered</Trans>} {...register(`${path}.required`)} />
        <Choice
          label={
            <Trans>The answer is private: kept encrypted, for the facilitators alone, and erased once decided</Trans>
          }
          {...register(`${path}.private`)}
        />
      </div>
    </fieldset>
  );
}
