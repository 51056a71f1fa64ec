import { Trans } from '@lingui/react/macro';
import type { ComponentProps, ReactNode } from 'react';
import { SelectField } from '../../components/field.js';
import type { Licence } from '../../gql/graphql.js';
import { LICENCES, useResourceWords } from './use-resource-words.js';

type LicenceFieldProps = Omit<ComponentProps<typeof SelectField>, 'label' | 'hint' | 'children'> & {
  /** What the chosen one allows stands below the label. */
  chosen: Licence;
};

/** Choice of a licence, with what the chosen one allows in a sentence. */
export function LicenceField({ chosen, ...select }: LicenceFieldProps): ReactNode {
  const words = useResourceWords();
  return (
    <SelectField {...select} label={<Trans>Licence</Trans>} hint={words.licence(chosen).meaning}>
      {LICENCES.map((licence) => {
        const { name, short } = words.licence(licence);
        return (
          <option key={licence} value={licence}>
            {short === name ? name : `${short} – ${name}`}
          </option>
        );
      })}
    </SelectField>
  );
}
