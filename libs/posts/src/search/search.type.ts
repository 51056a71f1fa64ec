import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Language, PersonType } from '#identity';
import { connectionOf, DateTime, Holds } from '#platform/graphql';
import { ThreadType } from '../thread/thread.type.js';
import { MOST_PARTS } from './marked-text.js';

/** A piece of a text in which words were looked for. */
@ObjectType('TextPart', { description: 'A piece of a plain text: the pieces one after the other are the text.' })
export class TextPartType {
  @Field({ description: 'The piece, spaces and all; plain text, no HTML.' })
  text!: string;

  @Field({ description: 'Whether this is a word that was looked for.' })
  matched!: boolean;
}

/** A post that a search found. */
@ObjectType('SearchResult', {
  description: 'A post that was found; by the title of its thread as well where it began that.',
})
export class SearchResultType {
  @Field(() => ID, { description: 'Id of the post.' })
  postId!: string;

  @Field(() => Int, { description: 'Its number in the thread; 1 began it.' })
  number!: number;

  @Field(() => ThreadType, { description: 'The thread that it stands in.' })
  thread!: ThreadType;

  @Holds(MOST_PARTS)
  @Field(() => [TextPartType], { description: `Title of the thread in pieces, ${MOST_PARTS} at most.` })
  title!: readonly TextPartType[];

  @Holds(MOST_PARTS)
  @Field(() => [TextPartType], {
    description: `Where the post says it, about 240 characters in pieces, ${MOST_PARTS} at most; none where its text is gone.`,
  })
  excerpt!: readonly TextPartType[];

  @Field(() => PersonType, { description: 'Who wrote the post.' })
  author!: PersonType;

  @Field(() => DateTime, { description: 'When the post was written.' })
  createdAt!: string;

  @Field(() => Language, {
    nullable: true,
    description: 'The language that the post is most likely written in; null where it is too short to tell.',
  })
  language!: Language | null;
}

/** A page of results. */
export const SearchResultConnection = connectionOf(() => SearchResultType, 'SearchResult');
