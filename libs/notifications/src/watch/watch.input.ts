import { Field, ID, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { input } from '#platform/graphql';
import { WatchLevel } from './watch.type.js';

const level = z.enum(WatchLevel);

/** What `watchThread` is given. */
@InputType({ description: 'How closely to follow a thread.' })
export class WatchThreadInput {
  @Field(() => ID, { description: 'Id of the thread.' })
  threadId!: string;

  @Field(() => WatchLevel, { description: 'How closely.' })
  level!: WatchLevel;
}

/** Shape of {@link WatchThreadInput}. */
export const watchThreadInput = z.object({ threadId: input.id(), level });

/** What `watchCommunity` is given. */
@InputType({ description: 'How closely to follow a community.' })
export class WatchCommunityInput {
  @Field(() => String, { description: 'Slug of the community.' })
  slug!: string;

  @Field(() => WatchLevel, { description: 'How closely.' })
  level!: WatchLevel;
}

/** Shape of {@link WatchCommunityInput}. */
export const watchCommunityInput = z.object({ slug: input.slug(), level });
