import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTime } from '#platform/graphql';
import { Language } from '../viewer/language.type.js';

/** How the web client looks. */
export const Theme = { SYSTEM: 'SYSTEM', LIGHT: 'LIGHT', DARK: 'DARK', HIGH_CONTRAST: 'HIGH_CONTRAST' } as const;

/** One of the looks of the web client. */
export type Theme = (typeof Theme)[keyof typeof Theme];

registerEnumType(Theme, {
  name: 'Theme',
  description: 'How the web client looks.',
  valuesMap: {
    SYSTEM: { description: 'As the device says.' },
    LIGHT: { description: 'Dark on light.' },
    DARK: { description: 'Light on dark.' },
    HIGH_CONTRAST: { description: 'The strongest contrast.' },
  },
});

/** The signed-in account itself; a whitelist of columns, so that a new column cannot leak. */
@ObjectType('Account', { description: 'The signed-in account itself. Never shown to others.' })
export class AccountType {
  @Field(() => ID, { description: 'Id of the account.' })
  id!: string;

  @Field({ description: 'Name that others see.' })
  name!: string;

  @Field({ description: 'E-mail address; others never see it.' })
  email!: string;

  @Field(() => Language, { description: 'Language of the web client and of mails.' })
  language!: Language;

  @Field({ description: 'IANA name of the time zone, such as America/Toronto.' })
  timeZone!: string;

  @Field(() => Theme, { description: 'How the web client looks.' })
  theme!: Theme;

  @Field({
    description: 'Whether the address is known to be this person’s. Until then one can only read what is public.',
  })
  emailVerified!: boolean;

  @Field({ description: 'Whether this is an administrator of the whole site.' })
  isStaff!: boolean;

  @Field(() => DateTime, { description: 'When the account was made.' })
  createdAt!: string;

  @Field(() => String, { nullable: true, description: 'The new address, while it waits to be confirmed.' })
  pendingEmail!: string | null;
}
