import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { CommunityService } from '#communities';
import type { Viewer } from '#identity';
import { canStartThread, NOWHERE, type Place, PlaceService } from '#membership';
import { claim, Database, type Tx } from '#platform/database';
import { demand, IdTaken, Unauthenticated } from '#platform/errors';
import { Outbox } from '#platform/events';
import { RateLimits } from '#platform/limits';
import { PostEntryService } from '../post/post-entry.service.js';
import { renderText, threadExcerpt } from '../post/post-text.js';
import { limitOf } from '../post/post.policy.js';
import { ThreadStarted } from '../posts.events.js';
import type { startThreadInput } from './thread.input.js';
import { ThreadRepository, type ThreadRow } from './thread.repository.js';
import { ThreadService } from './thread.service.js';
import type { ThreadType } from './thread.type.js';

/** Who starts what where. */
interface Start {
  readonly accountId: string;
  readonly communityId: string;
  readonly input: z.output<typeof startThreadInput>;
}

/** What was written: enough to show it without asking again. */
interface Started {
  readonly row: ThreadRow;
  readonly place: Place;
}

/** Starts threads. */
@Injectable()
export class ThreadStartService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly limits: RateLimits,
    private readonly communities: CommunityService,
    private readonly places: PlaceService,
    private readonly rows: ThreadRepository,
    private readonly entries: PostEntryService,
    private readonly threads: ThreadService,
  ) {}

  /**
   * Starts a thread with its first post. That a community exists is no secret, so an outsider is told the rule.
   * @throws NotFound, Forbidden, IdTaken, BadInput on `attachments.N.id`, RateLimited
   */
  async start(viewer: Viewer, input: z.output<typeof startThreadInput>, request: object = {}): Promise<ThreadType> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    const community = await this.communities.factsBySlug(input.communitySlug);
    const { id } = input;
    const started = await this.limits.spend(limitOf('thread', accountId), accountId, (count) =>
      this.db.tx((tx) => this.insert(viewer, { accountId, communityId: community.id, input }, { tx, count }), {
        keyed: id !== null,
      }),
    );
    if (started) return this.threads.present(started.row, started.place);
    // What a repeated call gives is a reading, and asks what a reading asks.
    return this.threads.read(viewer, id ?? NOWHERE, request);
  }

  /** Null when this very call was made before. */
  private async insert(
    viewer: Viewer,
    { accountId, communityId, input }: Start,
    { tx, count }: { tx: Tx; count: () => Promise<void> },
  ): Promise<Started | null> {
    const place = await this.places.hold(viewer, communityId, tx);
    const { id } = input;
    if (id !== null && !(await claim(tx, { id, accountId, operation: 'startThread', input }))) return null;
    demand(canStartThread(place.standing, place.community));
    const files = await this.entries.bind(tx, viewer, communityId, input.attachments);
    await count();
    const text = renderText(input.body);
    const thread = {
      id: id ?? v7(),
      communityId,
      authorId: accountId,
      title: input.title,
      excerpt: threadExcerpt(input.body),
    };
    const at = await this.rows.insert(tx, thread);
    if (at === null) throw new IdTaken();
    const post = {
      ...text,
      id: v7(),
      threadId: thread.id,
      number: 1,
      authorId: accountId,
      answeredId: null,
      createdAt: at,
    };
    if (!(await this.entries.insert(tx, post, files))) throw new IdTaken();
    await this.outbox.record(tx, new ThreadStarted(thread.id, post.id, thread.communityId));
    const facts = { lastNumber: 1, lastAuthorId: accountId, locked: false, pinned: false };
    return { row: { ...thread, ...facts, createdAt: at, lastActivityAt: at }, place };
  }
}
