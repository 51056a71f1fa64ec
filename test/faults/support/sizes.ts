const FORMS = ['short', 'medium', 'long'] as const;
type Form = (typeof FORMS)[number];

/** Which form of the faults runs: short in `npm test`, medium on the build server, long in `npm run test:faults`. */
const FORM: Form = FORMS.find((form) => form === process.env['COPSE_FAULTS']) ?? 'short';

/** How long one of them may take in Jest's eyes, in milliseconds; the long ones as long as they need. */
export const PATIENCE_MS = { short: 1_200_000, medium: 2_400_000, long: 36_000_000 }[FORM];

/** How much of everything: one place for all forms, so that each runs the same code. */
export const sized = <Sizes>(forms: Readonly<Record<Form, Sizes>>): Sizes => forms[FORM];
