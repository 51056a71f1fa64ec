interface Parts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** A moment as the clock on the wall shows it in a zone; without one, in the device's own. */
function wallClock(date: Date, timeZone: string | undefined): Parts {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const parts = new Map(format.formatToParts(date).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return { year: of('year'), month: of('month'), day: of('day'), hour: of('hour'), minute: of('minute') };
}

/** The day of a moment in a zone (else the device's own), as a date field holds it: 2026-11-22. */
export function dayOf(date: Date, timeZone?: string): string {
  const { year, month, day } = wallClock(date, timeZone);
  return `${year}-${two(month)}-${two(day)}`;
}

/** The moment at which a day of a date field is over in a zone (else the device's own); null when it is no day. */
export function endOfDay(text: string, timeZone?: string): Date | null {
  const parts = /^(\d{4,5})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return null;
  const wanted = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + 1);
  const ahead = (at: number): number => {
    const { year, month, day, hour, minute } = wallClock(new Date(at), timeZone);
    return Date.UTC(year, month - 1, day, hour, minute) - at;
  };
  // Twice, since the clock may have been changed between the guess and the moment.
  return new Date(wanted - ahead(wanted - ahead(wanted)));
}
