import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { clientOf, CurrentConnection, Public, type Connection } from '#identity';
import { checked, input as shape } from '#platform/graphql';
import { ChangeMailSubscriptionInput, changeMailSubscriptionInput } from './mail-subscription.input.js';
import { MailSubscriptionService } from './mail-subscription.service.js';
import { MailSubscriptionType } from './mail-subscription.type.js';

/** What the link in a mail changes, without signing in. */
@Resolver(() => MailSubscriptionType)
export class MailSubscriptionResolver {
  constructor(private readonly subscriptions: MailSubscriptionService) {}

  @Public()
  @Query(() => MailSubscriptionType, {
    description: 'What the link in a mail is about, for whoever holds it; NOT_FOUND when the link works no more.',
  })
  mailSubscription(
    @CurrentConnection() { req }: Connection,
    @Args(
      'token',
      { type: () => String, description: 'What stands after `/unsubscribe/` in the link.' },
      checked(shape.token(), 'token'),
    )
    token: string,
  ): Promise<MailSubscriptionType> {
    return this.subscriptions.read(token, clientOf(req).address);
  }

  @Public()
  @Mutation(() => MailSubscriptionType, {
    description: 'Turns the mail of the link’s list down or up, for whoever holds it. Repeating it changes nothing.',
  })
  changeMailSubscription(
    @CurrentConnection() { req }: Connection,
    @Args(
      'input',
      { type: () => ChangeMailSubscriptionInput, description: 'The link, and how its mail is to come.' },
      checked(changeMailSubscriptionInput),
    )
    { token, cadence = null, digestStopped = null }: z.output<typeof changeMailSubscriptionInput>,
  ): Promise<MailSubscriptionType> {
    return this.subscriptions.change(token, { cadence, digestStopped }, clientOf(req).address);
  }
}
