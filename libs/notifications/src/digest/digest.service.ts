import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#platform/config';
import { Database, type Tx } from '#platform/database';
import { Outbox } from '#platform/events';
import { Mailer, type MailToSend } from '#platform/mail';
import { aboutDigest, aboutList, aboutTold, opaqueList } from '../letter/mail-list.js';
import { DigestGathering, type Gathered, type GatheredDigest } from './digest-gathering.service.js';
import { DigestSecondLook, type StandingDigest } from './digest-second-look.service.js';
import { digestLetter, noWordsYet, type SharedWords } from './digest.mail.js';
import { DigestRepository, type DueDigest } from './digest.repository.js';

/** What the job `send-digest` carries: ids and hours. */
export interface SendDigestJob {
  readonly digests: readonly DueDigest[];
}

/** Digests that are asked for in one transaction, and that one job writes. */
const TAKEN_AT_ONCE = 2_000;
const BATCH = 50;
/** How often one is gathered, where what it tells became otherwise meanwhile. */
const TRIES = 3;
/** Nobody waits for digests: their jobs leave the way to letters, which have 10, and to everything else. */
const PRIORITY = 15;

/** Names one digest of one reader: it is queued once, however often its job runs. */
const digestKey = ({ accountId, at, round }: DueDigest): string =>
  `digest/${accountId}/${at}${round === 0 ? '' : `/${round}`}`;

/** Digests: who is due is asked for once, and each is written once. */
@Injectable()
export class DigestService {
  private readonly site: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly mailer: Mailer,
    private readonly gathering: DigestGathering,
    private readonly look: DigestSecondLook,
    private readonly digests: DigestRepository,
  ) {
    this.site = config.publicUrl;
  }

  /** Asks for all digests whose hour has come; together with that their hour is noted, so that each is asked for once. */
  async askForDue(now: Date): Promise<void> {
    let taken = TAKEN_AT_ONCE;
    while (taken === TAKEN_AT_ONCE) {
      taken = await this.db.tx(async (tx) => {
        const due = await this.digests.takeDue(tx, now, TAKEN_AT_ONCE);
        await this.ask(tx, due);
        return due.length;
      });
    }
  }

  /** Keeps the digests to come of those whose digests these messages are, before any message is called back. */
  async hold(tx: Tx, keys: readonly string[]): Promise<void> {
    const accountIds = accountsIn(keys);
    if (accountIds.length > 0) await this.digests.last(tx, accountIds);
  }

  /**
   * Has the digests composed anew that were called back before they went out: their readers get what is left of them.
   * `keys` are those of the messages.
   */
  async askAgain(tx: Tx, keys: readonly string[]): Promise<void> {
    const accountIds = accountsIn(keys);
    if (accountIds.length > 0) await this.askAgainFor(tx, accountIds);
  }

  /** The same where their readers are known: of nothing that was called back nothing is asked. */
  async askAgainFor(tx: Tx, accountIds: readonly string[]): Promise<void> {
    const last = await this.digests.last(tx, accountIds);
    const gone = new Set(await this.mailer.calledBack(tx, last.map(digestKey)));
    const again = last.filter((digest) => gone.has(digestKey(digest))).map(({ accountId }) => accountId);
    if (again.length > 0) await this.ask(tx, await this.digests.takeAgain(tx, again));
  }

  /** Writes these digests, but for those that would tell nothing; what became untrue meanwhile is gathered anew. */
  async write({ digests }: SendDigestJob): Promise<void> {
    let due = digests;
    for (let tries = 0; tries < TRIES && due.length > 0; tries += 1) {
      const gathered = await this.gathering.of(due);
      due = await this.db.tx((tx) => this.queue(tx, gathered));
    }
    // The job is tried again; what is written by then is written.
    if (due.length > 0) throw new Error('What these digests tell became otherwise each time they were gathered.');
  }

  private async ask(tx: Tx, due: readonly DueDigest[]): Promise<void> {
    const jobs: SendDigestJob[] = [];
    for (let from = 0; from < due.length; from += BATCH) jobs.push({ digests: due.slice(from, from + BATCH) });
    await this.outbox.enqueueAll(tx, 'send-digest', jobs, { priority: PRIORITY });
  }

  /** Answers those that have to be gathered anew. */
  private async queue(tx: Tx, { digests, places, hours }: Gathered): Promise<readonly DueDigest[]> {
    const { standing, anew } = await this.look.at(tx, digests);
    const shared = noWordsYet();
    await this.mailer.queueAll(
      tx,
      standing.map((digest) => this.mailOf(digest, shared)),
      { patient: true },
    );
    await this.digests.mark(
      tx,
      standing.flatMap(({ one }) => one.threads.map((thread) => markOf(one, thread))),
    );
    const again = new Set(anew.map(({ accountId }) => accountId));
    await this.digests.beginAfresh(
      tx,
      places.filter(({ accountId }) => !again.has(accountId)),
      hours,
    );
    return anew;
  }

  private mailOf({ one, reader, to }: StandingDigest, shared: SharedWords): MailToSend {
    const { digest, content, told, postIds } = one;
    const account = `account:${to.accountId}`;
    return {
      to: to.email,
      ...digestLetter(to.language, this.site, { content, reader, at: digest.at }, shared),
      messageKey: digestKey(digest),
      about: [
        account,
        aboutDigest(to.accountId),
        ...told.flatMap(({ community: { id, visibility } }) => [
          `community:${id}/${account}`,
          aboutList(id, to.accountId),
          aboutTold(id),
          ...(visibility === 'PUBLIC' ? [`open:${id}`] : []),
        ]),
        ...postIds.map((id) => `post:${id}`),
      ],
      envelope: {
        listId: { id: opaqueList(reader.token) },
        unsubscribe: `${this.site}/unsubscribe/${reader.token}`,
      },
    };
  }
}

const accountsIn = (keys: readonly string[]): string[] => [...new Set(keys.flatMap((key) => KEY.exec(key)?.[1] ?? []))];

const KEY = /^digest\/([0-9a-f-]{36})\//;

const markOf = ({ digest: { accountId, at } }: GatheredDigest, thread: GatheredDigest['threads'][number]) => ({
  accountId,
  at,
  threadId: thread.threadId,
  communityId: thread.communityId,
  number: thread.lastNumber,
});
