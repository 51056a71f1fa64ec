import { Field, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { input } from '#platform/graphql';
import type { Bilingual } from './bilingual-text.type.js';

/** A text that is given in both languages. */
@InputType({ description: 'A text in both languages; neither may be empty.' })
export class BilingualTextInput {
  @Field({ description: 'English.' })
  en!: string;

  @Field({ description: 'French.' })
  fr!: string;
}

/** Shape of {@link BilingualTextInput}: one line of at most `max` characters in each language; answers a `Bilingual`. */
export const bilingualText = (max: number) =>
  z
    .strictObject({ en: input.line(max), fr: input.line(max) })
    .transform(({ en, fr }): Bilingual => ({ EN: en, FR: fr }));
