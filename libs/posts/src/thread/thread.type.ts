import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PersonType } from '#identity';
import { connectionOf, DateTime } from '#platform/graphql';
import type { Place } from '#membership';

/** Which threads of a community a list shows. */
export const ThreadChoice = { ALL: 'ALL', UNREAD: 'UNREAD', UNANSWERED: 'UNANSWERED', MINE: 'MINE' } as const;
/** One of {@link ThreadChoice}. */
export type ThreadChoice = keyof typeof ThreadChoice;

registerEnumType(ThreadChoice, {
  name: 'ThreadChoice',
  description: 'Which threads of a community a list shows.',
  valuesMap: {
    ALL: { description: 'All of them.' },
    UNREAD: {
      description:
        'Those of the last 60 days, of the 300 latest, with something that the viewer, a member, has not read; as `unreadThreads` counts, but for its bound.',
    },
    UNANSWERED: { description: 'Those to which nobody has replied, of the 1,000 with the latest words.' },
    MINE: { description: 'Those that the viewer started.' },
  },
});

/** What the viewer may do in a thread. */
@ObjectType('ThreadAbilities', { description: 'What the viewer may do in a thread.' })
export class ThreadAbilities {
  @Field({ description: 'Whether the viewer may reply.' })
  reply!: boolean;

  @Field({ description: 'Whether the viewer may lock and unlock it.' })
  lock!: boolean;

  @Field({ description: 'Whether the viewer may pin and unpin it.' })
  pin!: boolean;
}

/** A thread as the viewer sees it. */
@ObjectType('Thread', { description: 'A discussion in a community. Who may not read it is told that there is none.' })
export class ThreadType {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  @Field({ description: 'Its title, one line.' })
  title!: string;

  @Field(() => PersonType, { description: 'Who started it.' })
  author!: PersonType;

  @Field(() => DateTime, { description: 'When it was started.' })
  createdAt!: string;

  @Field(() => DateTime, { description: 'When the newest post came.' })
  lastActivityAt!: string;

  @Field(() => PersonType, { description: 'Who wrote the newest post.' })
  lastAuthor!: PersonType;

  @Field(() => Int, { description: 'How many replies it has, deleted ones included.' })
  replyCount!: number;

  @Field(() => Int, { description: 'Number of the newest post; numbers run from 1 without a gap.' })
  lastNumber!: number;

  @Field({ description: 'Whether it is locked: then it takes neither replies nor edits.' })
  locked!: boolean;

  @Field({ description: 'Whether it stands at the top of the list of its community.' })
  pinned!: boolean;

  @Field({ description: 'The beginning of the first post in plain words; empty when that was deleted or removed.' })
  excerpt!: string;

  @Field(() => ThreadAbilities, { description: 'What the viewer may do here.' })
  viewerCan!: ThreadAbilities;

  /** Behind the field `community`. */
  communityId!: string;

  /** The viewer was let in here; what stands in the thread is judged by it. */
  place!: Place;
}

/** A page of threads. */
export const ThreadConnection = connectionOf(() => ThreadType, 'Thread');
