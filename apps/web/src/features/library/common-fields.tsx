import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode, Ref } from 'react';
import { LIMITS } from '#contracts';
import { SelectField, TextAreaField, TextField } from '../../components/field.js';
import type { Licence, ResourceLanguage } from '../../gql/graphql.js';
import { LICENCES, RESOURCE_LANGUAGES, useResourceWords } from '../resource/use-resource-words.js';
import styles from './share.module.css';
import type { CommonFault, CommonValues } from './share-values.js';

interface CommonFieldsProps {
  /** Of how many things it is said. */
  count: number;
  values: CommonValues;
  faults: readonly CommonFault[];
  onChange: (values: CommonValues) => void;
  ref: Ref<HTMLFieldSetElement>;
}

/** What is said of everything that is shared together. */
export function CommonFields({ count, values, faults, onChange, ref }: CommonFieldsProps): ReactNode {
  const { t } = useLingui();
  const words = useResourceWords();
  const licence = words.licence(values.licence);
  const wrong = (field: CommonFault['field']): string | undefined => {
    const fault = faults.find((one) => one.field === field)?.fault;
    if (fault === 'missing') return t`Say the terms, or choose another licence.`;
    if (fault === 'many') return t`At most ${LIMITS.resourceTags} tags.`;
    if (fault === 'long' && field === 'tags') return t`At most ${LIMITS.resourceTag} characters for each tag.`;
    if (fault === 'long') return t`This is too long.`;
    return undefined;
  };
  const change = (to: Partial<CommonValues>): void => onChange({ ...values, ...to });
  const nameOf = (one: Licence): string => {
    const { name, short } = words.licence(one);
    return short === name ? name : `${short} – ${name}`;
  };
  return (
    <fieldset ref={ref} className={styles.common}>
      <legend>{count > 1 ? <Trans>For all of them</Trans> : <Trans>For everything you share here</Trans>}</legend>
      <SelectField
        name="language"
        label={<Trans>Language</Trans>}
        value={values.language}
        onChange={(event) =>
          change({ language: chosen<ResourceLanguage>(RESOURCE_LANGUAGES, event.target.value) ?? values.language })
        }
      >
        {RESOURCE_LANGUAGES.map((one) => (
          <option key={one} value={one}>
            {words.language(one)}
          </option>
        ))}
      </SelectField>
      <SelectField
        name="licence"
        label={<Trans>Licence</Trans>}
        hint={licence.meaning}
        value={values.licence}
        onChange={(event) => change({ licence: chosen<Licence>(LICENCES, event.target.value) ?? values.licence })}
      >
        {LICENCES.map((one) => (
          <option key={one} value={one}>
            {nameOf(one)}
          </option>
        ))}
      </SelectField>
      {values.licence === 'OWN_TERMS' ? (
        <TextAreaField
          name="terms"
          label={<Trans>The terms</Trans>}
          value={values.terms}
          error={wrong('terms')}
          onChange={(event) => change({ terms: event.target.value })}
        />
      ) : null}
      <TextField
        name="tags"
        label={<Trans>Tags (optional)</Trans>}
        hint={<Trans>Separated by commas, for example: accessibility, signage</Trans>}
        autoComplete="off"
        value={values.tags}
        error={wrong('tags')}
        onChange={(event) => change({ tags: event.target.value })}
      />
      <TextField
        name="authors"
        label={<Trans>Who made it (optional)</Trans>}
        hint={<Trans>If it was not you, or not you alone.</Trans>}
        autoComplete="off"
        value={values.authors}
        error={wrong('authors')}
        onChange={(event) => change({ authors: event.target.value })}
      />
    </fieldset>
  );
}

/** What was chosen of a list, as its type knows it. */
function chosen<Value extends string>(all: readonly Value[], value: string): Value | undefined {
  return all.find((one) => one === value);
}
