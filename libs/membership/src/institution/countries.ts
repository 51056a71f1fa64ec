import { COUNTRY_CODES } from '#contracts';

const COUNTRIES: ReadonlySet<string> = new Set(COUNTRY_CODES);

/** Whether this is a country's code of ISO 3166-1, in capitals. */
export const isCountry = (code: string): boolean => COUNTRIES.has(code);
