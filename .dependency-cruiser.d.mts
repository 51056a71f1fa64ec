/** Types for the test that reads the rules. */
export const LINE: readonly string[];
export const SUFFIXES: readonly string[];
declare const rules: { forbidden: { name: string }[] };
export default rules;
