import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { ResourceNews } from '#resources';
import { BellRinger } from '../bell/bell-ringer.service.js';
import { FanoutCursorRepository } from '../fanout/fanout-cursor.repository.js';
import { NotificationRepository, type Told } from '../inbox/notification.repository.js';
import { WatchRepository } from '../watch/watch.repository.js';
import { MatterRepository } from './matter.repository.js';
import { ResourceBundleRepository } from './resource-bundle.repository.js';

/** A resource and the library in which it stands. */
interface LibraryPlace {
  readonly resourceId: string;
  readonly communityId: string;
}

/** Tells those who follow a community what is new in its library. */
@Injectable()
export class ResourceMatter {
  constructor(
    private readonly db: Database,
    private readonly matters: MatterRepository,
    private readonly bundles: ResourceBundleRepository,
    private readonly news: ResourceNews,
    private readonly cursors: FanoutCursorRepository,
    private readonly watches: WatchRepository,
    private readonly notifications: NotificationRepository,
    private readonly bells: BellRinger,
  ) {}

  /**
   * Tells of a resource once, however often this is called: everybody who follows the community and may read it now, but
   * not who shared it. What was deleted meanwhile is told to nobody, until it is put back.
   */
  async shared({ resourceId, communityId }: LibraryPlace): Promise<void> {
    const told = await this.db.tx(async (tx): Promise<Told> => {
      await this.matters.hold(tx, 'NEW_RESOURCE', communityId);
      const resource = (await this.news.standing([resourceId], tx)).get(resourceId);
      if (!resource || !(await this.cursors.once(tx, resourceId))) return new Map();
      const { sharerId, createdAt } = resource;
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
    // Whoever muted or left while this was on its way was told too late: they did not find what was not there yet.
    if (told.size > 0) this.bells.ring(await this.bundles.settle(communityId));
  }

  /** A resource was deleted or put back: bundles that hold it are counted anew, and one of which nothing stands goes. Safe to repeat. */
  async recount({ resourceId, communityId }: LibraryPlace): Promise<void> {
    const changed = await this.db.tx(async (tx) => {
      // Of two at once the later one sees what became of the other's resource.
      await this.matters.hold(tx, 'NEW_RESOURCE', communityId);
      const ids = await this.bundles.together(tx, communityId, resourceId);
      if (ids.length === 0) return [];
      const standing = await this.news.standing(ids, tx);
      return this.bundles.recount(tx, communityId, resourceId, [...standing.values()]);
    });
    this.bells.ring(changed);
  }

  /** A resource was put back: it counts again in bundles that are still there; told is what was not told before. Safe to repeat. */
  async restored(place: LibraryPlace): Promise<void> {
    await this.recount(place);
    await this.shared(place);
  }
}
