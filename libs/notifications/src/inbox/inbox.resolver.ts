import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { LIMITS } from '#contracts';
import { CurrentViewer, Language, SignedIn, Viewer } from '#identity';
import { checked, input, readPage, type RequestContext } from '#platform/graphql';
import { InboxService, type InboxPage } from './inbox.service.js';
import { isNotificationKey } from './notification.input.js';
import {
  NotificationConnection,
  NotificationFilter,
  NotificationType,
  type NotificationKey,
} from './notification.type.js';

@Resolver(() => NotificationType)
export class InboxResolver {
  constructor(private readonly inbox: InboxService) {}

  @SignedIn()
  @Query(() => NotificationConnection, { description: 'What the viewer was told of, newest first.' })
  notifications(
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
    @Args('first', {
      type: () => Int,
      nullable: true,
      defaultValue: LIMITS.pageDefault,
      description: 'How many, 1 to 50.',
    })
    first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'Only what follows this cursor.' })
    after: string | null,
    @Args('unreadOnly', {
      type: () => Boolean,
      nullable: true,
      defaultValue: false,
      description: 'Only what is unread.',
    })
    unreadOnly: boolean | null,
    @Args('filter', { type: () => NotificationFilter, nullable: true, description: 'Only this part of the inbox.' })
    filter: NotificationFilter | null,
  ): Promise<InboxPage> {
    const page = readPage<NotificationKey>({ first, after }, isNotificationKey);
    return this.inbox.page(viewer, { page, unreadOnly: unreadOnly ?? false, filter: filter ?? null }, request);
  }

  @SignedIn()
  @Query(() => NotificationType, {
    nullable: true,
    description: 'Something that the viewer was told of, by its id; NOT_FOUND if there is none that they may see.',
  })
  notification(
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
    @Args('id', { type: () => ID, description: 'Id of the notification.' }, checked(input.id(), 'id')) id: string,
  ): Promise<NotificationType> {
    return this.inbox.read(viewer, id, request);
  }

  @SignedIn()
  @Query(() => Int, { description: 'How many notifications of the viewer are unread.' })
  unreadCount(@CurrentViewer() viewer: Viewer): Promise<number> {
    return this.inbox.unread(viewer);
  }

  @ResolveField(() => String, {
    description: 'One line of plain words that says what happened, such as 3 new replies in “Tactile models”.',
  })
  title(
    @Parent() notification: NotificationType,
    @CurrentViewer() viewer: Viewer,
    @Args('language', { type: () => Language, nullable: true, description: 'By default the viewer’s own.' })
    language: Language | null,
  ): string {
    return this.inbox.title(notification, language ?? viewer.language ?? 'EN');
  }
}

/** What of a page of the inbox costs a question of its own. */
@Resolver(() => NotificationConnection)
export class InboxPageResolver {
  constructor(private readonly inbox: InboxService) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Parent() page: InboxPage, @CurrentViewer() viewer: Viewer): Promise<number> {
    return this.inbox.total(viewer, page);
  }
}
