import { Trans } from '@lingui/react/macro';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { Button } from '../../../components/button.js';
import styles from '../admin.module.css';
import { QuestionFields } from './question-fields.js';
import { newQuestion } from './rule-values.js';
import type { RuleValues } from './rule-values.js';

/** Questions of one form at most. */
const MOST = 20;

/** The application form of a community: its questions in order. */
export function FormEditor(): ReactNode {
  const { control, getValues } = useFormContext<RuleValues>();
  const { fields, append, remove, move } = useFieldArray({ control, name: 'applicationForm' });
  const add = useRef<HTMLButtonElement>(null);
  return (
    <fieldset className={styles.boxes}>
      <legend className={styles.legend}>
        <Trans>Application form</Trans>
      </legend>
      <p className={styles.muted}>
        {fields.length === 0 ? (
          <Trans>
            Without a question, people apply with one click. Ask what a facilitator needs to decide, and no more.
          </Trans>
        ) : (
          <Trans>Applications that wait keep the questions as they were when they were sent.</Trans>
        )}
      </p>
      {fields.map((field, index) => (
        <QuestionFields
          key={field.id}
          index={index}
          count={fields.length}
          onMove={(to) => move(index, to)}
          onRemove={() => {
            remove(index);
            add.current?.focus();
          }}
        />
      ))}
      <div>
        <Button
          small
          ref={add}
          busy={fields.length >= MOST}
          onClick={() =>
            append(newQuestion(getValues('applicationForm')), {
              focusName: `applicationForm.${fields.length}.label.en`,
            })
          }
        >
          <Trans>Add a question</Trans>
        </Button>
      </div>
    </fieldset>
  );
}
