import { registerEnumType } from '@nestjs/graphql';

/** When the mail of a community comes. */
export const MailCadence = {
  EACH: 'EACH',
  DAILY: 'DAILY',
  WEEKLY: 'WEEKLY',
  MENTIONS: 'MENTIONS',
  NONE: 'NONE',
} as const;
/** One of {@link MailCadence}. */
export type MailCadence = keyof typeof MailCadence;

registerEnumType(MailCadence, {
  name: 'MailCadence',
  description: 'When the mail of a community comes.',
  valuesMap: {
    EACH: { description: 'A letter for each post.' },
    DAILY: { description: 'In the daily digest.' },
    WEEKLY: { description: 'In the weekly digest.' },
    MENTIONS: { description: 'A letter when one is mentioned or quoted.' },
    NONE: { description: 'No mail.' },
  },
});
