import { Inject, Injectable } from '@nestjs/common';
import { CommunityService } from '#communities';
import { AccountService, type Addressee } from '#identity';
import { CONFIG, type Config } from '#platform/config';
import { Database, type Tx } from '#platform/database';
import { Outbox } from '#platform/events';
import { Mailer, type MailToSend } from '#platform/mail';
import { PostNews } from '#posts';
import { aboutList, opaqueList } from '../letter/mail-list.js';
import { MailReaders } from './mail-readers.service.js';
import { postLetter, wordsOf, type LetterMatter } from './post-letter.mail.js';
import { PostLetterRepository, type LetterPost, type LetterReader } from './post-letter.repository.js';

/** What the job `mail-post` carries: the post, and after whom it goes on. */
export interface MailPostJob {
  readonly postId: string;
  readonly after: string | null;
  /** It speaks to somebody only since it was edited: nobody else gets a letter. Absent: no. */
  readonly edited?: boolean;
  /** Letters that were called back are written anew: to these readers, and how often by now. Absent: no. */
  readonly again?: { readonly round: number; readonly accountIds: readonly string[] };
}

/** How long a post waits before it is mailed: its author may think better of it, and readers may be there. */
const WAIT_MS = 10_000;
/** Letters written in one transaction. */
const BATCH = 100;

/** Names the letter about a post to a reader: it is queued once, however often its job runs. */
const letterKey = (postId: string, accountId: string, round: number): string =>
  `post/${postId}/${accountId}${round === 0 ? '' : `/${round}`}`;
const KEY = /^post\/([0-9a-f-]{36})\/([0-9a-f-]{36})(?:\/(\d+))?$/;

/** A letter's reader, with the address it goes to. */
interface Addressed {
  readonly reader: LetterReader;
  readonly to: Addressee;
}

/** Letters about one post, for those whose dial asks for them. */
@Injectable()
export class PostLetters {
  private readonly site: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly mailer: Mailer,
    private readonly news: PostNews,
    private readonly communities: CommunityService,
    private readonly accounts: AccountService,
    private readonly readers: MailReaders,
    private readonly letters: PostLetterRepository,
  ) {
    this.site = config.publicUrl;
  }

  /**
   * Inside the transaction that tells of posts of a community: in ten seconds each is mailed as it stands then. Where
   * nobody's dial asks for letters, nothing waits. Two statements at most.
   */
  async announce(tx: Tx, communityId: string, postIds: readonly string[]): Promise<void> {
    if (postIds.length === 0 || !(await this.letters.areWanted(tx, communityId))) return;
    const jobs = postIds.map((postId): MailPostJob => ({ postId, after: null }));
    await this.outbox.enqueueAll(tx, 'mail-post', jobs, { runAt: new Date(Date.now() + WAIT_MS) });
  }

  /** The same where a post mentions or quotes somebody only since it was edited: those who were told of that get a letter. Once more does no harm. */
  async announceEdit(tx: Tx, postId: string): Promise<void> {
    const job: MailPostJob = { postId, after: null, edited: true };
    const runAt = new Date(Date.now() + WAIT_MS);
    await this.outbox.enqueue(tx, 'mail-post', job, { runAt, jobKey: `mail-post/${postId}/edited` });
  }

  /**
   * Writes to the next hundred readers, and leaves the others to a job of their own in the same transaction. Done twice,
   * each gets one letter: its key is post and reader.
   */
  async write({ postId, after, edited = false, again }: MailPostJob): Promise<void> {
    const found = await this.news.post(postId);
    if (!found?.stands) return;
    const [thread, author] = [
      await this.news.thread(found.threadId),
      (await this.accounts.personsOf([found.authorId])).get(found.authorId),
    ];
    const community = (await this.communities.byIds([found.communityId])).get(found.communityId);
    if (!thread || !author || !community) return;
    await this.db.tx(async (tx) => {
      // What becomes private, is archived or taken back waits until this is written, and then calls it back.
      const { visibility, status } = await this.communities.holdFacts(tx, community.id);
      const held = await this.news.holdStanding(tx, [postId]);
      const post = held.has(postId) ? await this.news.post(postId, tx) : null;
      if (!post || status === 'ARCHIVED') return;
      const among = again?.accountIds ?? null;
      const readers = await this.letters.readers(tx, post, { after, edited, among, limit: BATCH });
      const here = { ...community, visibility };
      const matter = {
        post,
        thread,
        author: author.name,
        community: here,
        round: again?.round ?? 0,
        words: wordsOf(post, thread, here, this.site),
      };
      const mails = (await this.reachable(tx, post, readers)).map((to) => this.mailOf(matter, to));
      await this.mailer.queueAll(
        tx,
        mails.map(({ mail }) => mail),
      );
      await this.letters.mark(
        tx,
        mails.map(({ accountId }) => accountId),
        post,
      );
      const last = readers.at(-1);
      if (readers.length === BATCH && last && !again)
        await this.outbox.enqueue(tx, 'mail-post', { postId, after: last.accountId, edited } satisfies MailPostJob);
    });
  }

  /**
   * Has the letters written anew that were called back before they went out, as far as they are still to be told.
   * `keys` are those of the messages. What an edit said to somebody they may have read as it was before, so each is asked
   * for both as a letter and as one about an edit; one key, one letter.
   */
  async askAgain(tx: Tx, keys: readonly string[]): Promise<void> {
    const called = keys.flatMap((key) => {
      const [, postId, accountId, round = '0'] = KEY.exec(key) ?? [];
      return postId && accountId ? [{ postId, accountId, round: Number(round) + 1 }] : [];
    });
    const jobs: MailPostJob[] = [];
    for (const same of Map.groupBy(called, ({ postId, round }) => `${postId}/${round}`).values()) {
      for (let from = 0; from < same.length; from += BATCH) {
        const [first] = same;
        if (!first) continue;
        const accountIds = same.slice(from, from + BATCH).map(({ accountId }) => accountId);
        for (const edited of [false, true]) {
          jobs.push({ postId: first.postId, after: null, edited, again: { round: first.round, accountIds } });
        }
      }
    }
    await this.outbox.enqueueAll(tx, 'mail-post', jobs);
  }

  /** Those who are members and can be written to, and stay so until the transaction ends. */
  private async reachable(tx: Tx, { communityId }: LetterPost, readers: readonly LetterReader[]): Promise<Addressed[]> {
    const held = await this.readers.hold(
      tx,
      readers.map(({ accountId }) => ({ accountId, communityId })),
    );
    return readers.flatMap((reader) => {
      const found = held.get(reader.accountId);
      const isReached = found?.places.has(communityId) && found.to.email.toLowerCase() !== reader.refusedEmail;
      return found && isReached ? [{ reader, to: found.to }] : [];
    });
  }

  private mailOf(
    matter: LetterMatter & { readonly round: number },
    { reader, to }: Addressed,
  ): { mail: MailToSend; accountId: string } {
    const { post, thread, community, round } = matter;
    const { accountId } = to;
    const isOpen = community.visibility === 'PUBLIC';
    const letter = postLetter(to.language, this.site, { ...matter, reader });
    const list = isOpen
      ? { id: `${community.slug}.communities`, name: community.names[to.language] }
      : { id: opaqueList(reader.token) };
    const mail: MailToSend = {
      to: to.email,
      ...letter,
      messageKey: letterKey(post.id, accountId, round),
      about: [
        `community:${community.id}`,
        `account:${accountId}`,
        `community:${community.id}/account:${accountId}`,
        `post:${post.id}`,
        aboutList(community.id, accountId),
        ...(isOpen ? [`open:${community.id}`] : []),
      ],
      envelope: {
        ...(isOpen ? { fromName: matter.author } : {}),
        references: `thread.${thread.id}`,
        listId: list,
        unsubscribe: `${this.site}/unsubscribe/${reader.token}`,
      },
    };
    return { mail, accountId };
  }
}
