import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useFormContext } from 'react-hook-form';
import { TextAreaField } from '../../../components/field.js';
import { BilingualFields } from '../bilingual-fields.js';
import { NAME, SUMMARY } from './text-values.js';
import type { TextValues } from './text-values.js';

/** Name, purpose and topics of a community. */
export function TextFields(): ReactNode {
  const { register, formState } = useFormContext<TextValues>();
  return (
    <>
      <BilingualFields name="name" legend={<Trans>Name</Trans>} maxLength={NAME} />
      <BilingualFields
        name="summary"
        legend={<Trans>Purpose</Trans>}
        hint={<Trans>A sentence or two; everybody sees it in the directory, also that of a private community.</Trans>}
        maxLength={SUMMARY}
        long
      />
      <TextAreaField
        label={<Trans>Topics, one per line</Trans>}
        hint={<Trans>English, in small letters, such as small-museums; 20 at most.</Trans>}
        rows={3}
        spellCheck={false}
        lang="en"
        error={formState.errors.tags?.message}
        {...register('tags')}
      />
    </>
  );
}
