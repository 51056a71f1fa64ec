import { formatTag } from '../../lib/i18n/locale.js';

/** "America/Toronto (Eastern Time)" / « America/Toronto (heure de l’Est) »: what a time zone is called, beside its place. */
export function zoneWords(zone: string, locale: string): string {
  if (zone === 'UTC' || zone === 'Etc/UTC') return 'UTC';
  const place = zone.replaceAll('_', ' ');
  const name = nameOf(zone, locale);
  // Where the language has no name for it, Intl makes one of the place: « heure : Irlande ».
  return name && !/^heure\s?:/.test(name) ? `${place} (${name.replaceAll("'", '’')})` : place;
}

function nameOf(timeZone: string, locale: string): string | undefined {
  try {
    const format = new Intl.DateTimeFormat(formatTag(locale), { timeZone, timeZoneName: 'longGeneric' });
    return format.formatToParts().find(({ type }) => type === 'timeZoneName')?.value;
  } catch {
    // Another device told the zone, and this browser does not know it.
    return undefined;
  }
}
