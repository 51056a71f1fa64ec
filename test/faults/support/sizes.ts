/** Whether the long forms run (`npm run test:faults`), instead of the short ones of `npm test`. */
export const LONG = process.env['COPSE_FAULTS'] === 'long';

/** How much of everything: one place for both forms, so that both run the same code. */
export const sized = <Sizes>(forms: { readonly short: Sizes; readonly long: Sizes }): Sizes =>
  LONG ? forms.long : forms.short;
