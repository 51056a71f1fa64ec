import { Field, ID, ObjectType } from '@nestjs/graphql';
import { PersonType } from '#identity';
import { connectionOf, DateTime } from '#platform/graphql';
import { PostType } from '../post/post.type.js';

/** A report as those who keep order see it; nobody else sees any. */
@ObjectType('Report', {
  description: 'That somebody asked those who keep order to look at a post. Theirs alone to see.',
})
export class ReportType {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  @Field(() => PostType, { description: 'The post.' })
  post!: PostType;

  @Field(() => PersonType, { description: 'Who reported it.' })
  reporter!: PersonType;

  @Field({ description: 'What is wrong with it, in the words of who reported it.' })
  reason!: string;

  @Field(() => DateTime, { description: 'When.' })
  createdAt!: string;
}

/** A page of reports. */
export const ReportConnection = connectionOf(() => ReportType, 'Report');
