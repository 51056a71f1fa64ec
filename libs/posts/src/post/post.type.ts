import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { PersonType } from '#identity';
import { connectionOf, DateTime, TEXT_WEIGHT, Weighs } from '#platform/graphql';
import { ThreadType } from '../thread/thread.type.js';

/** What the viewer may do to a post. */
@ObjectType('PostAbilities', { description: 'What the viewer may do to a post.' })
export class PostAbilities {
  @Field({ description: 'Whether the viewer may edit it.' })
  edit!: boolean;

  @Field({ description: 'Whether the viewer may delete it.' })
  delete!: boolean;

  @Field({ description: 'Whether the viewer may remove it, to keep order.' })
  remove!: boolean;

  @Field({ description: 'Whether the viewer may put it back after it was removed.' })
  restore!: boolean;

  @Field({ description: 'Whether the viewer may report it to those who keep order.' })
  report!: boolean;
}

/** That a post was removed. */
@ObjectType('PostRemoval', {
  description: 'That a post was removed to keep order. Its number stays, its text is hidden.',
})
export class PostRemovalType {
  @Field(() => DateTime, { description: 'When.' })
  at!: string;

  @Field({ description: 'Why, in the words of whoever removed it.' })
  reason!: string;
}

/** The post that another one answers. */
@ObjectType('PostRef', { description: 'The post that another one answers.' })
export class PostRef {
  @Field(() => ID, { description: 'Id of the post.' })
  id!: string;

  @Field(() => Int, { description: 'Its number in the thread.' })
  number!: number;

  @Field(() => PersonType, { description: 'Who wrote it.' })
  author!: PersonType;
}

/** A post as the viewer sees it. */
@ObjectType('Post', {
  description: 'One contribution to a thread. A deleted or removed one keeps its number and shows no text.',
})
export class PostType {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  @Field(() => ID, { description: 'Id of its thread.' })
  threadId!: string;

  @Field(() => Int, { description: 'Its place in the thread; 1 began it.' })
  number!: number;

  @Weighs(TEXT_WEIGHT)
  @Field({ description: 'Markdown as typed; empty when deleted or removed.' })
  body!: string;

  @Weighs(TEXT_WEIGHT)
  @Field({ description: 'The text as sanitized HTML; empty when deleted or removed.' })
  bodyHtml!: string;

  @Field(() => Int, { description: 'Counts from 1; every change adds one. Give it back as `expectedRevision`.' })
  revision!: number;

  @Field(() => PersonType, { description: 'Who wrote it.' })
  author!: PersonType;

  @Field(() => DateTime, { description: 'When it was written.' })
  createdAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was last edited; null if never.' })
  editedAt!: string | null;

  @Field({ description: 'Whether its author took it back.' })
  deleted!: boolean;

  @Field(() => PostRemovalType, { nullable: true, description: 'That it was removed, and why; null while it stands.' })
  removal!: PostRemovalType | null;

  @Weighs(TEXT_WEIGHT)
  @Field(() => String, {
    nullable: true,
    description: 'What a removed post said, as sanitized HTML: for its author and whoever may restore it; else null.',
  })
  removedHtml!: string | null;

  @Field(() => PostRef, { nullable: true, description: 'The post that it answers, if it names one.' })
  inReplyTo!: PostRef | null;

  @Field(() => PostAbilities, { description: 'What the viewer may do to it.' })
  viewerCan!: PostAbilities;

  @Field(() => ThreadType, { description: 'The thread that it stands in.' })
  thread!: ThreadType;

  /** How many files stand with it; what they are is asked for where there are some. */
  attachmentCount!: number;
}

/** A page of posts. */
export const PostConnection = connectionOf(() => PostType, 'Post');

/** What a post said before an edit. */
@ObjectType('PostRevision', { description: 'What a post said before an edit.' })
export class PostRevisionType {
  @Field(() => Int, { description: 'Number of the revision.' })
  revision!: number;

  @Weighs(TEXT_WEIGHT)
  @Field({ description: 'Markdown as typed.' })
  body!: string;

  @Weighs(TEXT_WEIGHT)
  @Field({ description: 'The text as sanitized HTML.' })
  bodyHtml!: string;

  @Field(() => DateTime, { description: 'When this revision was written.' })
  createdAt!: string;
}

/** A page of what a post said before. */
export const PostRevisionConnection = connectionOf(() => PostRevisionType, 'PostRevision');
