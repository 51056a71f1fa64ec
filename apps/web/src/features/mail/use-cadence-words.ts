import { useLingui } from '@lingui/react/macro';
import type { MailCadence } from '../../gql/graphql.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { hourWords, weekdayWords } from './digest-time.js';

/** One of the settings of the dial: what it is called, and what comes then, with an example and its time. */
export interface CadenceWords {
  value: MailCadence;
  label: string;
  meaning: string;
}

/** The five settings of the e-mail dial, the most mail first; `digest` says when one's digest comes, once that is known. */
export function useCadenceWords(digest?: { digestHour: number; digestWeekday: number } | null): CadenceWords[] {
  const { t } = useLingui();
  const { locale } = useLocale();
  const time = digest ? hourWords(digest.digestHour, locale) : '';
  const weekday = digest ? weekdayWords(digest.digestWeekday, locale) : '';
  return [
    {
      value: 'EACH',
      label: t`Every message`,
      meaning: t`Each post by itself, within a minute. For example: “Priya Raman, in Tactile models”.`,
    },
    {
      value: 'DAILY',
      label: t`Daily`,
      meaning: digest
        ? t`In one mail a day, at ${time}, what is new. For example: “3 new replies in Tactile models, and 2 more discussions”.`
        : t`In one mail a day, what is new. For example: “3 new replies in Tactile models, and 2 more discussions”.`,
    },
    {
      value: 'WEEKLY',
      label: t`Weekly`,
      meaning: digest
        ? t`The same once a week, on ${weekday} at ${time}, for example: “12 discussions with something new”.`
        : t`The same once a week. For example: “12 discussions with something new”.`,
    },
    {
      value: 'MENTIONS',
      label: t`Mentions only`,
      meaning: t`Only when somebody mentions or quotes you, within a minute. For example: “Priya Raman mentioned you”.`,
    },
    {
      value: 'NONE',
      label: t`Nothing`,
      meaning: t`No mail about what is written here. You find it on the site whenever you come.`,
    },
  ];
}
