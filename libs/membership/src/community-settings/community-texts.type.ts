import { Field, ObjectType } from '@nestjs/graphql';
import { BilingualTextType, type Bilingual } from '#communities';

/** What the form that edits a community begins with. */
@ObjectType({ description: 'A community’s texts in both languages, for whoever may edit them.' })
export class CommunityTexts {
  @Field(() => BilingualTextType, { description: 'Its name.' })
  name!: Bilingual;

  @Field(() => BilingualTextType, { description: 'What it is about.' })
  summary!: Bilingual;
}
