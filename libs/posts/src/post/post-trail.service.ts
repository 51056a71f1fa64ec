import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { FileService } from '#resources';
import { ReportRepository } from '../report/report.repository.js';
import { ThreadRepository } from '../thread/thread.repository.js';
import type { HeldPost } from './post-hold.service.js';
import { PostAttachmentRepository } from './post-attachment.repository.js';
import { threadExcerpt } from './post-text.js';

/** A post that was just written to and is held by that, with the number of its files before. */
type Written = Pick<HeldPost, 'thread' | 'post'> & { readonly attachmentCount: number };

/**
 * What goes with the text of a post when it goes, and comes back with it: the excerpt of a thread that it began, the
 * reports about it, and its files. Each answers the thread's excerpt as it is then.
 */
@Injectable()
export class PostTrailService {
  constructor(
    private readonly threads: ThreadRepository,
    private readonly reports: ReportRepository,
    private readonly attachments: PostAttachmentRepository,
    private readonly files: FileService,
  ) {}

  /** The post was removed, by whom: its reports are settled, its files withheld. */
  async withhold(tx: Tx, { thread, post, attachmentCount }: Written, byId: string): Promise<string> {
    await this.reports.resolveAll(tx, post.id, byId);
    if (attachmentCount > 0) await this.files.withhold(tx, await this.attachments.idsOf(tx, post.id));
    return this.setExcerpt(tx, { thread, post }, '');
  }

  /** The post stands again, with this text. */
  async restore(tx: Tx, { thread, post, attachmentCount }: Written, body: string): Promise<string> {
    if (attachmentCount > 0) await this.files.show(tx, await this.attachments.idsOf(tx, post.id));
    return this.setExcerpt(tx, { thread, post }, threadExcerpt(body));
  }

  /** The post was erased: nothing is left to be judged, and its files are gone with it. */
  async erase(tx: Tx, { thread, post, attachmentCount }: Written): Promise<string> {
    await this.reports.resolveAll(tx, post.id, null);
    if (attachmentCount > 0) await this.files.release(tx, await this.attachments.drop(tx, post.id));
    return this.setExcerpt(tx, { thread, post }, '');
  }

  private async setExcerpt(
    tx: Tx,
    { thread, post }: Pick<HeldPost, 'thread' | 'post'>,
    excerpt: string,
  ): Promise<string> {
    if (post.number !== 1) return thread.excerpt;
    await this.threads.setExcerpt(tx, thread.id, excerpt);
    return excerpt;
  }
}
