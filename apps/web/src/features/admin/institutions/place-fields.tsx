import { Trans } from '@lingui/react/macro';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useFormContext } from 'react-hook-form';
import { COUNTRY_CODES } from '#contracts';
import { SelectField, TextAreaField, TextField } from '../../../components/field.js';
import { formatTag } from '../../../lib/i18n/locale.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import styles from '../admin.module.css';
import { KINDS } from './institution-values.js';
import type { InstitutionValues } from './institution-values.js';
import { useInstitutionNames } from './use-institution-names.js';

function useCountries(): readonly { code: string; name: string }[] {
  const { locale } = useLocale();
  return useMemo(() => {
    const tag = formatTag(locale);
    const names = new Intl.DisplayNames(tag, { type: 'region' });
    const { compare } = new Intl.Collator(tag);
    return COUNTRY_CODES.map((code) => ({ code, name: names.of(code) ?? code })).sort((a, b) =>
      compare(a.name, b.name),
    );
  }, [locale]);
}

/** What an institution is, where it is, and the domains of its addresses. */
export function PlaceFields(): ReactNode {
  const names = useInstitutionNames();
  const countries = useCountries();
  const { register, formState } = useFormContext<InstitutionValues>();
  const { errors } = formState;
  return (
    <>
      <SelectField label={<Trans>Kind</Trans>} {...register('kind')}>
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {names.kind[kind]}
          </option>
        ))}
      </SelectField>
      <div className={styles.pair}>
        <SelectField label={<Trans>Country</Trans>} error={errors.country?.message} {...register('country')}>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField
          label={<Trans>Province or state, by its code (ON, QC…)</Trans>}
          autoComplete="off"
          maxLength={3}
          error={errors.province?.message}
          {...register('province')}
        />
      </div>
      <TextAreaField
        label={<Trans>Domains of its e-mail addresses, one per line</Trans>}
        hint={
          <Trans>
            The part after the @, such as sciencenorth.ca. Anyone who has confirmed such an address belongs to this
            institution.
          </Trans>
        }
        rows={3}
        spellCheck={false}
        error={errors.domains?.message}
        {...register('domains')}
      />
    </>
  );
}
