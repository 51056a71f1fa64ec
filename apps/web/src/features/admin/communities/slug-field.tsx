import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useFormContext } from 'react-hook-form';
import { TextField } from '../../../components/field.js';
import { useSlugRules } from './use-slug-rules.js';

/** The address of a new community. */
export function SlugField(): ReactNode {
  const { rules } = useSlugRules();
  const { register, formState } = useFormContext<{ slug: string }>();
  return (
    <TextField
      label={<Trans>Address</Trans>}
      hint={<Trans>The end of its links, /c/…: small letters, digits and hyphens, such as small-museums.</Trans>}
      autoComplete="off"
      spellCheck={false}
      error={formState.errors.slug?.message}
      {...register('slug', rules)}
    />
  );
}
