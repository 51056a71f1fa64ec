import { Field, ObjectType } from '@nestjs/graphql';

/** A text in both languages of the product. */
export interface Bilingual {
  readonly EN: string;
  readonly FR: string;
}

/** {@link Bilingual} as GraphQL shows it where both languages are wanted at once, such as in a form that edits them. */
@ObjectType('BilingualText', { description: 'A text in both languages.' })
export class BilingualTextType implements Bilingual {
  @Field({ name: 'en', description: 'English.' })
  EN!: string;

  @Field({ name: 'fr', description: 'French.' })
  FR!: string;
}
