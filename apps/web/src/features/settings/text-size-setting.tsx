import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { SelectField } from '../../components/field.js';
import { formatPercent } from '../../lib/i18n/format.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { chooseTextSize, keptTextSize, TEXT_SIZES } from '../../lib/theme/text-size.js';
import styles from './settings.module.css';

/** How large the text is on this device; the page shows at once what was chosen. */
export function TextSizeSetting(): ReactNode {
  const { locale } = useLocale();
  const [size, setSize] = useState(keptTextSize);
  return (
    <div className={styles.section}>
      <SelectField
        label={<Trans>Size of the text</Trans>}
        hint={<Trans>Kept on this device, on top of your browser’s own zoom.</Trans>}
        value={size}
        onChange={(event) => {
          const next = TEXT_SIZES.find((one) => String(one) === event.target.value) ?? 100;
          chooseTextSize(next);
          setSize(next);
        }}
      >
        {TEXT_SIZES.map((one) => (
          <option key={one} value={one}>
            {formatPercent(one / 100, locale)}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
