import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Viewer } from '#identity';
import { PlaceService } from '#membership';
import { Database } from '#platform/database';
import { demand, Unauthenticated } from '#platform/errors';
import { RateLimits } from '#platform/limits';
import { canReadThread, ThreadService, type ThreadType } from '#posts';
import { BellRinger } from '../bell/bell-ringer.service.js';
import type { watchThreadInput } from './watch.input.js';
import { SilenceService } from './silence.service.js';
import { forgetWatchLevels, loadWatchLevel } from './watch.loaders.js';
import { WatchRepository, type WatchedThread } from './watch.repository.js';
import type { WatchLevel } from './watch.type.js';

/** Following threads, by whoever may read them. `request` is the object that holds what one request has asked already. */
@Injectable()
export class ThreadWatchService {
  constructor(
    private readonly db: Database,
    private readonly threads: ThreadService,
    private readonly places: PlaceService,
    private readonly watches: WatchRepository,
    private readonly silence: SilenceService,
    private readonly limits: RateLimits,
    private readonly bells: BellRinger,
  ) {}

  /**
   * Follows a thread as closely as chosen. Muted, it is silent, what the inbox holds of it is read, and mail that waits tells nothing of it.
   * @throws NotFound, RateLimited
   */
  async watch(
    viewer: Viewer,
    { threadId, level }: z.output<typeof watchThreadInput>,
    request: object,
  ): Promise<ThreadType> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    const thread = await this.threads.read(viewer, threadId, request);
    await this.limits.take('watch', accountId);
    await this.db.tx(async (tx) => {
      demand(canReadThread(await this.places.hold(viewer, thread.communityId, tx)));
      await this.watches.set(tx, accountId, thread, level);
      if (level === 'MUTED') await this.silence.mail(tx, accountId, thread.communityId);
    });
    if (level === 'MUTED') {
      await this.silence.inboxOfThread(accountId, threadId);
      this.bells.ring([accountId]);
    }
    forgetWatchLevels(request);
    return thread;
  }

  /** How closely the viewer follows a thread: MUTED also where the whole community is silent; null for nobody. */
  async level({ accountId }: Viewer, thread: WatchedThread, request: object): Promise<WatchLevel | null> {
    return accountId === null ? null : loadWatchLevel(request, this.watches, accountId, thread);
  }
}
