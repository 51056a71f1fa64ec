import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Language } from '#identity';
import type { Bilingual } from '../bilingual/bilingual-text.type.js';

/** What everybody may see of an association; its name is a field with an argument (association.resolver.ts). */
@ObjectType('Association', { description: 'An association that keeps communities.' })
export class AssociationType {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  @Field({ description: 'Short name in links and filters.' })
  slug!: string;

  @Field(() => [Language], { description: 'Languages in which the association works.' })
  languages!: Language[];

  /** Behind the field `name`. */
  names!: Bilingual;
}
