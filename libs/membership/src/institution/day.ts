import { z } from 'zod';

const DAY = /^(?:19|20|21)\d{2}-\d{2}-\d{2}$/;

/** Whether this day was or will be; 30 February never is. */
const isReal = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/** A day of the calendar, from 1900 to 2199. */
export const day = () =>
  z.string().refine((text) => DAY.test(text) && isReal(text), 'Must be a day such as 2026-03-31.');

/** Refuses a last day before the first one. */
export function daysInOrder(
  { from, until }: { from: string; until: string | null },
  context: z.core.$RefinementCtx,
): void {
  if (until !== null && until < from) {
    context.addIssue({ code: 'custom', path: ['until'], message: 'Must not be before the first day.' });
  }
}
