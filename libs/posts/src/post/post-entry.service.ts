import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Viewer } from '#identity';
import type { Queryable, Tx } from '#platform/database';
import { AttachmentService, FileService, type attachmentsInput } from '#resources';
import { PostAttachmentRepository, type PostFile } from './post-attachment.repository.js';
import { PostRepository, type NewPost, type NewReply } from './post.repository.js';

/** The files that a post is to have, as its author names them. */
type GivenFiles = z.output<typeof attachmentsInput>;

/** Puts posts, and the files that stand with them, where they belong. Callers have asked whether the viewer may. */
@Injectable()
export class PostEntryService {
  constructor(
    private readonly posts: PostRepository,
    private readonly rows: PostAttachmentRepository,
    private readonly attachments: AttachmentService,
    private readonly files: FileService,
  ) {}

  /**
   * Takes the files for a new post. Call it before anything is held that others wait for.
   * @throws BadInput on `attachments.N.id`
   */
  bind(tx: Tx, viewer: Viewer, communityId: string, given: GivenFiles = []): Promise<PostFile[]> {
    return this.bound(tx, viewer, communityId, given, []);
  }

  /**
   * Adds a reply with the files that {@link bind} took for it, in the same breath: what the caller asks next goes along.
   * Throws what `refusalOfReply` understands.
   */
  async reply(
    tx: Tx,
    reply: Omit<NewReply, 'attachmentCount'>,
    files: readonly PostFile[],
  ): Promise<{ number: number; at: string }> {
    const [written] = await Promise.all([
      this.posts.reply(tx, { ...reply, attachmentCount: files.length }),
      files.length > 0 ? this.rows.put(tx, reply.id, files) : null,
    ]);
    return written;
  }

  /** Adds the first post of a thread with the files that {@link bind} took for it; false when the id is taken. */
  async insert(tx: Tx, post: Omit<NewPost, 'attachmentCount'>, files: readonly PostFile[]): Promise<boolean> {
    if (!(await this.posts.insert(tx, { ...post, attachmentCount: files.length }))) return false;
    if (files.length > 0) await this.rows.put(tx, post.id, files);
    return true;
  }

  /**
   * Takes the files for a post that is held: those that stand with it already, and others that wait for it.
   * @throws BadInput on `attachments.N.id`
   */
  async rebind(
    tx: Tx,
    viewer: Viewer,
    communityId: string,
    { postId, given }: { postId: string; given: GivenFiles },
  ): Promise<PostFile[]> {
    const standing = (await this.rows.ofPosts([postId], tx)).get(postId) ?? [];
    return this.bound(tx, viewer, communityId, given, standing);
  }

  /** Makes these, which {@link rebind} took, the files of a post; those that it had besides are gone for good. */
  async replace(tx: Tx, postId: string, files: readonly PostFile[]): Promise<void> {
    const ids = files.map(({ id }) => id);
    const dropped = await this.rows.drop(tx, postId, ids);
    if (files.length > 0) await this.rows.put(tx, postId, files);
    await this.files.release(tx, dropped);
  }

  /** Whether a post has just these files, in this order and with these words. */
  async has(postId: string, given: GivenFiles, on: Queryable): Promise<boolean> {
    const files = (await this.rows.ofPosts([postId], on)).get(postId) ?? [];
    const same = (file: PostFile, index: number): boolean =>
      file.id === given[index]?.id && file.alt === given[index]?.alt;
    return files.length === given.length && files.every(same);
  }

  private async bound(
    tx: Tx,
    viewer: Viewer,
    communityId: string,
    given: GivenFiles,
    standing: readonly PostFile[],
  ): Promise<PostFile[]> {
    const known = new Map<string, Omit<PostFile, 'alt'>>(standing.map((file) => [file.id, file]));
    const wanted = given.flatMap(({ id }, index) => (known.has(id) ? [] : [{ id, index }]));
    for (const file of await this.attachments.bind(tx, viewer, communityId, wanted)) known.set(file.id, file);
    return given.flatMap(({ id, alt }) => {
      const file = known.get(id);
      return file ? [{ ...file, alt }] : [];
    });
  }
}
