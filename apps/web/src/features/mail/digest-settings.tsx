import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { SelectField } from '../../components/field.js';
import { Notice } from '../../components/notice.js';
import { ProblemNotice } from '../../components/problem.js';
import { SetMailSettingsDocument } from '../../gql/graphql.js';
import type { MailSettingsPartsFragment, SetMailSettingsInput } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { useNow } from '../../lib/use-now.js';
import { Saved } from '../settings/saved.js';
import { comingTime, hourWords, weekdayWords } from './digest-time.js';
import { zoneWords } from '../settings/zone-words.js';
import styles from './mail.module.css';
import { useSaving } from './use-saving.js';

const HOURS = Array.from({ length: 24 }, (_one, hour) => hour);
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** When the digest comes, and whether it comes at all. */
export function DigestSettings({ settings }: { settings: MailSettingsPartsFragment }): ReactNode {
  const { locale } = useLocale();
  const setting = useAction(SetMailSettingsDocument);
  const save = async (input: SetMailSettingsInput): Promise<boolean> => (await setting.run({ input })) !== null;
  const hour = useSaving(settings.digestHour, (digestHour) => save({ digestHour }));
  const weekday = useSaving(settings.digestWeekday, (digestWeekday) => save({ digestWeekday }));
  const stopped = useSaving(settings.digestStopped, (digestStopped) => save({ digestStopped }));
  const zone = zoneWords(settings.timeZone, locale);
  return (
    <section className={styles.section} aria-labelledby="digest">
      <h3 id="digest">
        <Trans>Digest</Trans>
      </h3>
      <p>
        <Trans>
          One e-mail with what is new in all communities that are set to Daily or Weekly. When nothing is new, none is
          sent.
        </Trans>
      </p>
      {settings.digestStopped ? (
        <Notice kind="info">
          <Trans>The digest is stopped: none comes from any community.</Trans>
        </Notice>
      ) : (
        <NextDigest settings={settings} />
      )}
      <div className={styles.times}>
        <SelectField
          label={<Trans>Time of day</Trans>}
          value={hour.value}
          onChange={(event) => hour.choose(Number(event.target.value))}
        >
          {HOURS.map((one) => (
            <option key={one} value={one}>
              {hourWords(one, locale)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={<Trans>Day of the weekly digest</Trans>}
          value={weekday.value}
          onChange={(event) => weekday.choose(Number(event.target.value))}
        >
          {WEEKDAYS.map((one) => (
            <option key={one} value={one}>
              {weekdayWords(one, locale)}
            </option>
          ))}
        </SelectField>
      </div>
      <p className={styles.muted}>
        <Trans>
          Times are in {zone}. <Link to="/settings">Change the time zone</Link>
        </Trans>
      </p>
      <div className={styles.actions}>
        <Button small onClick={() => stopped.choose(!stopped.value)}>
          {stopped.value ? <Trans>Let the digest come again</Trans> : <Trans>Stop the digest</Trans>}
        </Button>
        <Saved shown={hour.saved || weekday.saved || stopped.saved} />
      </div>
      <ProblemNotice problem={setting.problem} />
    </section>
  );
}

function NextDigest({ settings }: { settings: MailSettingsPartsFragment }): ReactNode {
  const { locale } = useLocale();
  const now = useNow();
  if (!settings.nextDigestAt) {
    return (
      <p>
        <strong>
          <Trans>None comes at the moment: no community is set to Daily or Weekly.</Trans>
        </strong>
      </p>
    );
  }
  const { day, time } = comingTime(settings.nextDigestAt, locale, settings.timeZone, now);
  return (
    <p>
      <strong>
        <Trans>
          Next digest: {day} at {time}
        </Trans>
      </strong>
    </p>
  );
}
