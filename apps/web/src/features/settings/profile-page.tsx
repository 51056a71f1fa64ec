import { Trans, useLingui } from '@lingui/react/macro';
import { useDeferredValue, useMemo } from 'react';
import type { ReactNode } from 'react';
import { Choice, SelectField } from '../../components/field.js';
import { ProblemNotice } from '../../components/problem.js';
import type { Theme, ViewerAccountFragment } from '../../gql/graphql.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { activateLocale, localeOf } from '../../lib/i18n/locale.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { NOT_CHOSEN } from '../../lib/i18n/time-zone.js';
import { useShortcutsContext } from '../../lib/keyboard/shortcuts.js';
import { chooseTheme } from '../../lib/theme/theme.js';
import { NameSetting } from './name-setting.js';
import { Saved } from './saved.js';
import styles from './settings.module.css';
import { TextSizeSetting } from './text-size-setting.js';
import { useSetting } from './use-setting.js';
import { zoneWords } from './zone-words.js';

interface SettingProps {
  me: ViewerAccountFragment;
}

function LanguageSetting({ me }: SettingProps): ReactNode {
  const { value, save, saved, problem } = useSetting('language', me.language);
  return (
    <div className={styles.section}>
      <SelectField
        label={<Trans>Language</Trans>}
        hint={<Trans>Of these pages and of the mail we send you.</Trans>}
        value={value}
        onChange={async (event) => {
          const language = event.target.value === 'FR' ? 'FR' : 'EN';
          if (await save(language)) await activateLocale(localeOf(language));
        }}
      >
        <option value="EN" lang="en">
          English
        </option>
        <option value="FR" lang="fr">
          Français
        </option>
      </SelectField>
      <Saved shown={saved} />
      <ProblemNotice problem={problem} />
    </div>
  );
}

function TimeZoneSetting({ me }: SettingProps): ReactNode {
  const { t } = useLingui();
  const { locale } = useLocale();
  const { value, save, saved, problem } = useSetting('timeZone', me.timeZone);
  // Four hundred names take a moment: the page is shown before.
  const isNamed = useDeferredValue(true, false);
  const zones = useMemo(() => {
    const known = new Set(['Etc/UTC', ...Intl.supportedValuesOf('timeZone')]);
    known.add(me.timeZone);
    known.delete(NOT_CHOSEN);
    return [...known].sort().map((zone) => ({ zone, words: isNamed ? zoneWords(zone, locale) : zone }));
  }, [me.timeZone, locale, isNamed]);
  return (
    <div className={styles.section}>
      <SelectField label={<Trans>Time zone</Trans>} value={value} onChange={(event) => void save(event.target.value)}>
        <option value={NOT_CHOSEN}>{t`Same as this device`}</option>
        {zones.map(({ zone, words }) => (
          <option key={zone} value={zone}>
            {words}
          </option>
        ))}
      </SelectField>
      <Saved shown={saved} />
      <ProblemNotice problem={problem} />
    </div>
  );
}

function ThemeSetting({ me }: SettingProps): ReactNode {
  const { t } = useLingui();
  const { value: theme, save, saved, problem } = useSetting('theme', me.theme);
  const themes: readonly { value: Theme; label: string }[] = [
    { value: 'SYSTEM', label: t`Same as this device` },
    { value: 'LIGHT', label: t`Light` },
    { value: 'DARK', label: t`Dark` },
    { value: 'HIGH_CONTRAST', label: t`High contrast` },
  ];
  return (
    <fieldset className={styles.section}>
      <legend className={styles.legend}>
        <Trans>Theme</Trans>
      </legend>
      <div>
        {themes.map(({ value, label }) => (
          <Choice
            key={value}
            type="radio"
            name="theme"
            label={label}
            checked={theme === value}
            onChange={() => {
              chooseTheme(value);
              void save(value);
            }}
          />
        ))}
      </div>
      <Saved shown={saved} />
      <ProblemNotice problem={problem} />
    </fieldset>
  );
}

function KeysSetting(): ReactNode {
  const { enabled, setEnabled } = useShortcutsContext();
  return (
    <fieldset className={styles.section}>
      <legend className={styles.legend}>
        <Trans>Keyboard</Trans>
      </legend>
      <Choice
        label={<Trans>Single-key shortcuts</Trans>}
        checked={enabled}
        onChange={(event) => setEnabled(event.target.checked)}
      />
      <p className={styles.muted}>
        <Trans>
          Kept on this device. Press <kbd>?</kbd> on any page to see its shortcuts.
        </Trans>
      </p>
    </fieldset>
  );
}

/** `/settings`: each change saves by itself. */
export function ProfilePage(): ReactNode {
  const { me } = useViewer();
  if (!me) return null;
  return (
    <>
      <h2>
        <Trans>Profile and appearance</Trans>
      </h2>
      <NameSetting me={me} />
      <LanguageSetting me={me} />
      <TimeZoneSetting me={me} />
      <ThemeSetting me={me} />
      <TextSizeSetting />
      <KeysSetting />
    </>
  );
}
