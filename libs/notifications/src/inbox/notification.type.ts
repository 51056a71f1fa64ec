import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { CommunityType } from '#communities';
import { PersonType } from '#identity';
import { connectionOf, DateTime, Holds } from '#platform/graphql';
import { ThreadType } from '#posts';
import { ResourceType } from '#resources';

/** What somebody is told of. */
export const NotificationKind = {
  REPLY: 'REPLY',
  MENTION: 'MENTION',
  QUOTE: 'QUOTE',
  NEW_THREAD: 'NEW_THREAD',
  APPLICATION: 'APPLICATION',
  APPLICATION_DECIDED: 'APPLICATION_DECIDED',
  INVITATION: 'INVITATION',
  ROLE_CHANGED: 'ROLE_CHANGED',
  NEW_RESOURCE: 'NEW_RESOURCE',
} as const;
/** One of {@link NotificationKind}. */
export type NotificationKind = keyof typeof NotificationKind;

/** Why somebody was told. */
export const NotificationReason = {
  STARTED: 'STARTED',
  WROTE: 'WROTE',
  FOLLOWS_THREAD: 'FOLLOWS_THREAD',
  MENTIONED: 'MENTIONED',
  QUOTED: 'QUOTED',
  FOLLOWS_COMMUNITY: 'FOLLOWS_COMMUNITY',
  FACILITATES: 'FACILITATES',
  APPLIED: 'APPLIED',
  INVITED: 'INVITED',
  OWN_ROLE: 'OWN_ROLE',
} as const;
/** One of {@link NotificationReason}. */
export type NotificationReason = keyof typeof NotificationReason;

/** Parts of an inbox. */
export const NotificationFilter = {
  FOR_ME: 'FOR_ME',
  FOLLOWING: 'FOLLOWING',
  COMMUNITIES: 'COMMUNITIES',
  FACILITATION: 'FACILITATION',
} as const;
/** One of {@link NotificationFilter}. */
export type NotificationFilter = keyof typeof NotificationFilter;

registerEnumType(NotificationKind, {
  name: 'NotificationKind',
  description: 'What somebody is told of.',
  valuesMap: {
    REPLY: { description: 'Replies in a thread that one follows.' },
    MENTION: { description: 'A post mentions one.' },
    QUOTE: { description: 'A post quotes one.' },
    NEW_THREAD: { description: 'A thread in a community that one follows.' },
    APPLICATION: { description: 'Applications wait in a community that one facilitates.' },
    APPLICATION_DECIDED: { description: 'An own application was decided.' },
    INVITATION: { description: 'An invitation to a community.' },
    ROLE_CHANGED: { description: 'One’s role in a community became another.' },
    NEW_RESOURCE: { description: 'Resources in the library of a community that one follows.' },
  },
});
registerEnumType(NotificationReason, {
  name: 'NotificationReason',
  description: 'Why somebody was told.',
  valuesMap: {
    STARTED: { description: 'One started the thread.' },
    WROTE: { description: 'One wrote in the thread.' },
    FOLLOWS_THREAD: { description: 'One chose to follow the thread.' },
    MENTIONED: { description: 'One is mentioned.' },
    QUOTED: { description: 'One is quoted.' },
    FOLLOWS_COMMUNITY: { description: 'One follows the community.' },
    FACILITATES: { description: 'One facilitates the community.' },
    APPLIED: { description: 'One applied.' },
    INVITED: { description: 'One was invited.' },
    OWN_ROLE: { description: 'It is one’s own role.' },
  },
});
registerEnumType(NotificationFilter, {
  name: 'NotificationFilter',
  description: 'A part of the inbox.',
  valuesMap: {
    FOR_ME: { description: 'What is for oneself: mentions, quotes, decisions, invitations, one’s role.' },
    FOLLOWING: { description: 'Replies in threads that one follows.' },
    COMMUNITIES: { description: 'New threads and resources in communities that one follows.' },
    FACILITATION: { description: 'What waits for those who facilitate.' },
  },
});

/** Something that somebody was told of, as they see it in their inbox. */
@ObjectType('Notification', { description: 'Something that the viewer was told of. What belongs together is one.' })
export class NotificationType {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  @Field(() => NotificationKind, { description: 'What it is about.' })
  kind!: NotificationKind;

  @Field({ description: 'Path on this site of the exact place, such as /c/small-museums/d/0190…#post-7.' })
  url!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was read; null: it is unread.' })
  readAt!: string | null;

  @Field(() => DateTime, { description: 'When the newest thing in it happened.' })
  createdAt!: string;

  @Field(() => NotificationReason, { description: 'Why the viewer was told.' })
  reason!: NotificationReason;

  @Field(() => Int, { description: 'How many things are bundled in it.' })
  count!: number;

  @Holds(3)
  @Field(() => [PersonType], { description: 'Who did it, newest first, three at most.' })
  actors!: PersonType[];

  @Field(() => ThreadType, { nullable: true, description: 'The thread that it stands in; null for other matters.' })
  thread!: ThreadType | null;

  @Field(() => CommunityType, { description: 'The community that it is about.' })
  community!: CommunityType;

  @Field(() => ResourceType, {
    nullable: true,
    description: 'The newest resource of the bundle; null for other matters and when it is gone.',
  })
  resource!: ResourceType | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of the first unread post of the bundle; null for other matters.',
  })
  number!: number | null;

  /** What its title also depends on: how an application was decided, which role it is. */
  detail!: string | null;
}

/** What was marked as read, so that it can be undone. */
@ObjectType('ReadAct', { description: 'What was marked as read at once, so that it can be undone.' })
export class ReadActType {
  @Field(() => ID, { description: 'Give it to `undoMarkAllNotificationsRead`.' })
  act!: string;

  @Field(() => Int, { description: 'How many notifications are unread now.' })
  unreadCount!: number;
}

/** A page of the inbox. */
export const NotificationConnection = connectionOf(() => NotificationType, 'Notification');

/** Place in the inbox: newest first. */
export type NotificationKey = readonly [createdAt: string, id: string];
