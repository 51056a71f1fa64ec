import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { ResourceNews } from '#resources';
import { BellRinger } from '../bell/bell-ringer.service.js';
import { FanoutCursorRepository } from '../fanout/fanout-cursor.repository.js';
import { NotificationRepository, type Told } from '../inbox/notification.repository.js';
import { WatchRepository } from '../watch/watch.repository.js';

/** Tells those who follow a community what is new in its library. */
@Injectable()
export class ResourceMatter {
  constructor(
    private readonly db: Database,
    private readonly news: ResourceNews,
    private readonly cursors: FanoutCursorRepository,
    private readonly watches: WatchRepository,
    private readonly notifications: NotificationRepository,
    private readonly bells: BellRinger,
  ) {}

  /**
   * Tells of a resource once, however often this is called: everybody who follows the community and may read it now, but
   * not who shared it. What was deleted meanwhile is told to nobody.
   */
  async shared(resourceId: string): Promise<void> {
    const told = await this.db.tx(async (tx): Promise<Told> => {
      if (!(await this.cursors.once(tx, resourceId))) return new Map();
      const resource = (await this.news.standing([resourceId], tx)).get(resourceId);
      if (!resource) return new Map();
      const { communityId, sharerId, createdAt } = resource;
      const followers = await this.watches.followersOf(communityId, tx);
      const others = followers.filter((id) => id !== sharerId);
      return this.notifications.bundle(tx, others, {
        kind: 'NEW_RESOURCE',
        matterId: communityId,
        communityId,
        resourceId,
        count: 1,
        actorIds: [sharerId],
        detail: null,
        reason: 'FOLLOWS_COMMUNITY',
        createdAt,
      });
    });
    this.bells.ring(told.keys(), told);
  }
}
