import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { extensionOf, FILE_TYPES, LIMITS } from '#contracts';
import { SelectField, TextAreaField } from '../../components/field.js';
import { FILE_KINDS, RESOURCE_LANGUAGES, useResourceWords } from '../resource/use-resource-words.js';
import type { ShareEntry, ShareList } from './share-list.js';
import styles from './share.module.css';

interface EntryDetailsProps {
  entry: ShareEntry;
  list: ShareList;
  /** What is said of all is then said of it. */
  alone: boolean;
}

/** What can be said of one thing besides its title, and what differs from the others. */
export function EntryDetails({ entry, list, alone }: EntryDetailsProps): ReactNode {
  const { t } = useLingui();
  const words = useResourceWords();
  const { key, problem, source, values } = entry;
  const usual = 'file' in source ? FILE_TYPES[extensionOf(source.file)]?.kind : undefined;
  const usually = usual ? words.kind(usual) : null;
  const refused = problem?.fields.description !== undefined;
  return (
    <details className={styles.more}>
      <summary>
        <Trans>Description and more</Trans>
      </summary>
      <div className={styles.moreFields}>
        <TextAreaField
          label={<Trans>Description</Trans>}
          hint={<Trans>What it is and whom it helps. Markdown can be used.</Trans>}
          maxLength={LIMITS.resourceDescription}
          value={values.description}
          error={refused ? t`This cannot be used. Please check it.` : undefined}
          onChange={(event) => list.write(key, { description: event.target.value })}
        />
        {'file' in source ? (
          <SelectField
            label={<Trans>Kind</Trans>}
            value={values.kind ?? ''}
            onChange={(event) =>
              list.write(key, { kind: FILE_KINDS.find((kind) => kind === event.target.value) ?? null })
            }
          >
            <option value="">{usually ? t`Automatic: ${usually}` : t`Automatic`}</option>
            {FILE_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {words.kind(kind)}
              </option>
            ))}
          </SelectField>
        ) : null}
        {alone ? null : (
          <SelectField
            label={<Trans>Language</Trans>}
            value={values.language ?? ''}
            onChange={(event) =>
              list.write(key, { language: RESOURCE_LANGUAGES.find((one) => one === event.target.value) ?? null })
            }
          >
            <option value="">{t`As for all of them`}</option>
            {RESOURCE_LANGUAGES.map((one) => (
              <option key={one} value={one}>
                {words.language(one)}
              </option>
            ))}
          </SelectField>
        )}
      </div>
    </details>
  );
}
