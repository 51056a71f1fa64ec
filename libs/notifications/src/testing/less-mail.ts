import { statement } from '#platform/database';
import { onlyMailOf, quietDay, writeLetters, type WaitingMail } from './mail.js';
import { aScene, deliver, firstPost, type Person, type Scene } from './test-api.js';

const OPEN_AGAIN = statement(
  'test-less-mail-open',
  `UPDATE communities SET visibility = 'PUBLIC', status = 'OPERATIONAL' WHERE slug = $1`,
);
const CALLED_BACK = /^(?:mail-post|send-digest|call-back-letters.*|compose-digest-anew.*)$/;

/** Subject of all mail of private communities. */
export const PRIVATE = 'New in one of your communities on Copse';

/** What calls back Bob's mail: he asks for less of it, or what it tells ends. */
export class LessMail {
  private constructor(
    readonly scene: Scene,
    private readonly staff: Person,
  ) {}

  /** Ann and Bob are in `elsewhere` too, so that something can stay where `open` ends. */
  static async begin(): Promise<LessMail> {
    const scene = await aScene();
    for (const person of [scene.ann, scene.bob]) await scene.api.join(person, scene.elsewhere);
    return new LessMail(scene, await scene.api.person('Chief', { isStaff: true }));
  }

  /** As {@link quietDay}; whatever became of the open community, it is open. */
  async quietDay(): Promise<void> {
    await this.scene.api.db.run(OPEN_AGAIN, [this.scene.open]);
    await quietDay(this.scene.api);
  }

  /** Ann starts a thread, and the letters about it are written. */
  async letter(slug: string, title: string): Promise<{ thread: string; post: string }> {
    const { api, ann } = this.scene;
    const thread = await api.aThread(ann, slug, 'Private words.', title);
    const post = await firstPost(api, ann, thread);
    await writeLetters(api, [post.id]);
    return { thread, post: post.id };
  }

  /** Ann starts threads in the open community; their ids. */
  async threads(...titles: string[]): Promise<[string, ...string[]]> {
    const { api, ann, open } = this.scene;
    const ids: string[] = [];
    for (const title of titles) ids.push(await api.aThread(ann, open, `${title} says this.`, title));
    return ids as [string, ...string[]];
  }

  content = (slug: string, content: boolean): Promise<unknown> =>
    this.scene.api.call(this.scene.bob, 'setContentInMail', { slug, content }, '{ contentInMail }');
  makePrivate = (slug: string): Promise<unknown> =>
    this.scene.api.call(this.staff, 'changeCommunityRules', { slug, visibility: 'PRIVATE' }, '{ visibility }');
  archive = (slug: string): Promise<unknown> =>
    this.scene.api.call(this.staff, 'archiveCommunity', { slug }, '{ status }');
  muteCommunity = (slug: string): Promise<unknown> =>
    this.scene.api.call(this.scene.bob, 'watchCommunity', { slug, level: 'MUTED' }, '{ watchLevel }');
  muteThread = (threadId: string): Promise<unknown> =>
    this.scene.api.call(this.scene.bob, 'watchThread', { threadId, level: 'MUTED' }, '{ watchLevel }');
  deletePost = (postId: string): Promise<unknown> =>
    this.scene.api.call(this.scene.ann, 'deletePost', { postId }, '{ id }');
  stopDigests = (digestStopped: boolean): Promise<unknown> =>
    this.scene.api.call(this.scene.bob, 'setMailSettings', { digestStopped }, '{ digestHour }');

  /** The worker does what is to do about mail that was called back. */
  work = (): Promise<void> => deliver(this.scene.api, { only: CALLED_BACK });

  /** The one message that waits for Bob. */
  waits = (): Promise<WaitingMail | undefined> => onlyMailOf(this.scene.api, this.scene.bob);
}
