import { Injectable } from '@nestjs/common';
import { Unauthenticated } from '#platform/errors';
import type { Viewer } from '#identity';
import { decodeCursor, encodeCursor } from '#platform/graphql';
import { RateLimits } from '#platform/limits';
import { BellRinger } from '../bell/bell-ringer.service.js';
import { InboxMarkRepository } from './inbox-mark.repository.js';
import { InboxRepository } from './inbox.repository.js';
import { isActKey } from './notification.input.js';
import type { ReadActType } from './notification.type.js';

/** Marks what stands in one's own inbox as read and unread. Done twice, each stays done. */
@Injectable()
export class InboxMarkService {
  constructor(
    private readonly marks: InboxMarkRepository,
    private readonly inbox: InboxRepository,
    private readonly limits: RateLimits,
    private readonly bells: BellRinger,
  ) {}

  /** Answers how many are unread then. Ids that are not the viewer's are left alone. @throws RateLimited */
  async read(viewer: Viewer, ids: readonly string[]): Promise<number> {
    const accountId = await this.spend(viewer);
    if (await this.marks.read(accountId, ids)) this.bells.ring([accountId]);
    return this.inbox.unread(accountId);
  }

  /** The same the other way round. @throws RateLimited */
  async unread(viewer: Viewer, ids: readonly string[]): Promise<number> {
    const accountId = await this.spend(viewer);
    if (await this.marks.unread(accountId, ids)) this.bells.ring([accountId]);
    return this.inbox.unread(accountId);
  }

  /** Marks everything as read, in one act that can be undone. @throws RateLimited */
  async readAll(viewer: Viewer): Promise<ReadActType> {
    const accountId = await this.spend(viewer);
    const at = await this.marks.readAll(accountId);
    this.bells.ring([accountId]);
    return { act: encodeCursor([at]), unreadCount: await this.inbox.unread(accountId) };
  }

  /** Marks as unread what that act marked as read. Answers how many are. @throws BadInput on `act`, RateLimited */
  async undoReadAll(viewer: Viewer, act: string): Promise<number> {
    const [at] = decodeCursor(act, 'act', isActKey);
    const accountId = await this.spend(viewer);
    await this.marks.undoReadAll(accountId, at);
    this.bells.ring([accountId]);
    return this.inbox.unread(accountId);
  }

  private async spend({ accountId }: Viewer): Promise<string> {
    if (accountId === null) throw new Unauthenticated();
    await this.limits.take('read', accountId);
    return accountId;
  }
}
