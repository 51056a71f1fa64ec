import { Injectable } from '@nestjs/common';
import type { Viewer } from '#identity';
import { readerOf } from '#membership';
import { unreadLoader, unreadThreadsLoader } from './unread.loaders.js';
import { UnreadRepository, type AskedThread, type Unread } from './unread.repository.js';

/** Answers what the viewer has not read. `request` is the object that holds what one request has asked already. */
@Injectable()
export class UnreadService {
  constructor(private readonly unread: UnreadRepository) {}

  /** Of a thread that the viewer was allowed to read; null when nothing is, and when nobody is signed in. */
  ofThread({ accountId }: Viewer, thread: AskedThread, request: object): Promise<Unread | null> {
    if (accountId === null) return Promise.resolve(null);
    return unreadLoader(request, this.unread, accountId).load(thread);
  }

  /** In how many threads of a community, as {@link UnreadRepository.ofCommunities} counts; null for who is no member. */
  ofCommunity(viewer: Viewer, communityId: string, request: object): Promise<number | null> {
    const readerId = readerOf(viewer);
    if (readerId === null) return Promise.resolve(null);
    return unreadThreadsLoader(request, this.unread, readerId).load(communityId);
  }

  /** Forgets what this request knew, after a mark was moved in it. */
  forget({ accountId }: Viewer, request: object): void {
    if (accountId === null) return;
    unreadLoader(request, this.unread, accountId).clearAll();
    unreadThreadsLoader(request, this.unread, accountId).clearAll();
  }
}
