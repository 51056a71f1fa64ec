import { z } from 'zod';

/** A setting: how an operator reads it, and how it is checked. */
export interface Entry<T> {
  /** Name of the environment variable. */
  readonly name: string;
  /** What a value is, in words that complete "must be …". */
  readonly type: string;
  /** Unit of the value, or null. */
  readonly unit: string | null;
  /** The default as an operator reads it. */
  readonly default: string;
  /** What the value changes. */
  readonly effect: string;
  /** The value may hold a password and is never printed. */
  readonly secret?: true;
  readonly schema: z.ZodType<T>;
}

/** An entry whose type follows from its schema. */
export const entry = <T>(described: Entry<T>): Entry<T> => described;

/** A whole number in decimal figures, `preset` where nothing is set. */
export const wholeNumber = (min: number, max: number, preset: number): z.ZodType<number> =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .default(String(preset))
    .transform(Number)
    .pipe(z.number().min(min).max(max));

/** An address with a host, of one of these protocols (`https:`); null where nothing is set. */
export const url = (...schemes: string[]): z.ZodType<string | null> =>
  z
    .string()
    .refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol) && new URL(text).hostname !== '')
    .optional()
    .transform((text) => text ?? null);
