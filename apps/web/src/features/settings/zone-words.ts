import { formatTag } from '../../lib/i18n/locale.js';

/** "America/Toronto (Eastern Time)" / « America/Toronto (heure de l’Est) »: what a time zone is called, beside its place. */
export function zoneWords(zone: string, locale: string): string {
  if (zone === 'Etc/UTC') return 'UTC';
  const place = zone.replaceAll('_', ' ');
  const parts = new Intl.DateTimeFormat(formatTag(locale), {
    timeZone: zone,
    timeZoneName: 'longGeneric',
  }).formatToParts();
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value;
  return name ? `${place} (${name.replaceAll("'", '’')})` : place;
}
