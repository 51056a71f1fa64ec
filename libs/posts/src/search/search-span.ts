/** Days of a post's marks: one, 16 and 256 (`fileInSearch` writes them). */
const [SIXTEEN, MANY] = [4, 8];
const DAY_MS = 86_400_000;

/** A stretch of time that is looked through at once, with the marks that every post of it has; none: all there was. */
export interface Span {
  /** A `tsquery`; empty where posts of any time are looked at. */
  readonly marks: string;
  readonly since: string;
  readonly until: string;
}

/**
 * The stretches in which a search goes back from now, each about sixteen times as long as the one before: words that many
 * posts have fill the first ones, and of words that few have everything is looked at. Without them, the newest of half a
 * million posts were found by fetching all of them.
 */
export function spansBefore(now: number): Span[] {
  const today = Math.floor(now / DAY_MS);
  const [sixteen, many] = [(today >> SIXTEEN) - 1, (today >> MANY) - 1];
  const [first, second, third] = [momentOf(today), momentOf(sixteen << SIXTEEN), momentOf(many << MANY)];
  return [
    // Tomorrow: the clocks of two machines are never quite the same.
    { marks: marksOf('d', today), since: first, until: 'infinity' },
    { marks: marksOf('s', sixteen), since: second, until: first },
    { marks: marksOf('y', many), since: third, until: second },
    { marks: '', since: '-infinity', until: third },
  ];
}

const momentOf = (day: number): string => new Date(day * DAY_MS).toISOString();

const marksOf = (kind: string, number: number): string => `'=${kind}${number}' | '=${kind}${number + 1}'`;
