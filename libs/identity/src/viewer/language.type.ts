import { registerEnumType } from '@nestjs/graphql';

/** Languages that Copse speaks. */
export const Language = { EN: 'EN', FR: 'FR' } as const;

/** One of the languages that Copse speaks. */
export type Language = (typeof Language)[keyof typeof Language];

registerEnumType(Language, {
  name: 'Language',
  description: 'A language that Copse speaks.',
  valuesMap: { EN: { description: 'English.' }, FR: { description: 'French.' } },
});
