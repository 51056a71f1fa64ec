import { Injectable } from '@nestjs/common';
import type { Viewer } from '#identity';
import type { Tx } from '#platform/database';
import { demand, NotFound } from '#platform/errors';
import { NOWHERE, type Place, PlaceService } from '#membership';
import { canReadThread } from '../thread/thread.policy.js';
import { ThreadRepository, type ThreadRow } from '../thread/thread.repository.js';
import { ThreadService } from '../thread/thread.service.js';
import { PostRepository, type PostRow } from './post.repository.js';
import { PostService } from './post.service.js';
import type { PostType } from './post.type.js';

/** A thread and where it stands, which stays as it is until the transaction ends. */
export interface HeldThread {
  readonly thread: ThreadRow;
  readonly place: Place;
}

/** A post with its thread: before a write what is looked at, after it what was written, enough to show it. */
export interface HeldPost extends HeldThread {
  readonly post: PostRow;
}

/** What every write begins and ends with: the rows with a place that nobody changes meanwhile, and their view. */
@Injectable()
export class PostHoldService {
  constructor(
    private readonly places: PlaceService,
    private readonly threadRows: ThreadRepository,
    private readonly threads: ThreadService,
    private readonly postRows: PostRepository,
    private readonly posts: PostService,
  ) {}

  /**
   * The thread, if the viewer may read it.
   * @throws NotFound for a missing and for a hidden one, after the same questions
   */
  async thread(viewer: Viewer, id: string, tx: Tx): Promise<HeldThread> {
    return this.placeOf(viewer, await this.threadRows.byId(id, tx), tx);
  }

  /**
   * The place of a thread that was just read, if the viewer may read it; null is a missing one. What the caller asks in the
   * same breath goes along.
   * @throws NotFound for a missing and for a hidden one, after the same questions
   */
  async placeOf(viewer: Viewer, thread: ThreadRow | null, tx: Tx): Promise<HeldThread> {
    const place = await this.places.hold(viewer, thread?.communityId ?? NOWHERE, tx);
    demand(canReadThread(place));
    if (!thread) throw new NotFound();
    return { thread, place };
  }

  /**
   * The post, if the viewer may read it.
   * @throws NotFound for a missing and for a hidden one, after the same questions
   */
  async post(viewer: Viewer, id: string, tx: Tx): Promise<HeldPost> {
    const post = await this.postRows.byId(id, tx);
    const held = await this.thread(viewer, post?.threadId ?? NOWHERE, tx);
    if (!post) throw new NotFound();
    return { ...held, post };
  }

  /** The post as the viewer sees it, from rows that they were allowed to read. */
  async show(viewer: Viewer, { thread, post, place }: HeldPost): Promise<PostType> {
    return this.posts.present(viewer, post, await this.threads.present(thread, place));
  }
}
