import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#platform/config';
import { Database, type Tx } from '#platform/database';
import { Outbox } from '#platform/events';
import { Mailer, type MailToSend } from '#platform/mail';
import { aboutDigest, opaqueList } from '../cadence/mail-list.js';
import { MailReaders, type HeldReader } from '../post-letter/mail-readers.service.js';
import { DigestGathering, type Gathered, type GatheredDigest } from './digest-gathering.service.js';
import { digestLetter } from './digest.mail.js';
import { DigestRepository, type DigestReader, type DueDigest } from './digest.repository.js';

/** What the job `send-digest` carries: ids and hours. */
export interface SendDigestJob {
  readonly digests: readonly DueDigest[];
}

/** Digests that are asked for in one transaction, and that one job writes. */
const TAKEN_AT_ONCE = 2_000;
const BATCH = 50;
/** How often a batch is gathered anew, where somebody left while it was gathered. */
const TRIES = 3;

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
    private readonly readers: MailReaders,
    private readonly gathering: DigestGathering,
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

  /**
   * Has the digests composed anew that were called back before they went out: their readers get what is left of them.
   * `keys` are those of the messages.
   */
  async askAgain(tx: Tx, keys: readonly string[]): Promise<void> {
    const accountIds = new Set(keys.flatMap((key) => KEY.exec(key)?.[1] ?? []));
    if (accountIds.size > 0) await this.askAgainFor(tx, [...accountIds]);
  }

  /** The same where their readers are known: of nothing that was called back nothing is asked. */
  async askAgainFor(tx: Tx, accountIds: readonly string[]): Promise<void> {
    const last = await this.digests.last(tx, accountIds);
    const gone = new Set(await this.mailer.calledBack(tx, last.map(digestKey)));
    const again = last.filter((digest) => gone.has(digestKey(digest))).map(({ accountId }) => accountId);
    if (again.length > 0) await this.ask(tx, await this.digests.takeAgain(tx, again));
  }

  /** Writes these digests, but for those that would tell nothing. */
  async write({ digests }: SendDigestJob): Promise<void> {
    if (digests.length === 0) return;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const readers = await this.digests.readers(digests.map(({ accountId }) => accountId));
      const known = new Map(readers.map((reader) => [reader.accountId, reader]));
      const gathered = await this.gathering.of(digests);
      if (await this.db.tx((tx) => this.queue(tx, gathered, known))) return;
    }
    throw new Error('Memberships changed each time while these digests were gathered.');
  }

  private async ask(tx: Tx, due: readonly DueDigest[]): Promise<void> {
    const jobs: SendDigestJob[] = [];
    for (let from = 0; from < due.length; from += BATCH) jobs.push({ digests: due.slice(from, from + BATCH) });
    await this.outbox.enqueueAll(tx, 'send-digest', jobs);
  }

  /** False when somebody is not, or no longer, where their digest says that they are. */
  private async queue(tx: Tx, gathered: Gathered, known: ReadonlyMap<string, DigestReader>): Promise<boolean> {
    const { digests, places } = gathered;
    const held = await this.readers.hold(
      tx,
      digests.flatMap(({ digest: { accountId }, communityIds }) =>
        communityIds.map((communityId) => ({ accountId, communityId })),
      ),
    );
    const written = digests.flatMap((gatheredOne) => {
      const { accountId } = gatheredOne.digest;
      const [reader, holding] = [known.get(accountId), held.get(accountId)];
      const isReached = reader && holding && holding.to.email.toLowerCase() !== reader.refusedEmail;
      return isReached ? [{ one: gatheredOne, reader, holding }] : [];
    });
    if (written.some(({ one, holding }) => one.communityIds.some((id) => !holding.places.has(id)))) return false;
    await this.mailer.queueAll(
      tx,
      written.map(({ one, reader, holding }) => this.mailOf(one, reader, holding)),
    );
    await this.digests.mark(
      tx,
      written.flatMap(({ one }) => one.threads.map((thread) => markOf(one, thread))),
    );
    await this.digests.beginAfresh(tx, places);
    return true;
  }

  private mailOf(one: GatheredDigest, reader: DigestReader, { to }: HeldReader): MailToSend {
    const { digest, content, communityIds, postIds } = one;
    const account = `account:${to.accountId}`;
    const open = new Set(
      [...content.items, ...content.resources].flatMap(({ community: { id, visibility } }) =>
        visibility === 'PUBLIC' ? [`open:${id}`] : [],
      ),
    );
    return {
      to: to.email,
      ...digestLetter(to.language, this.site, { content, reader, at: digest.at }),
      messageKey: digestKey(digest),
      about: [
        account,
        aboutDigest(to.accountId),
        ...communityIds.map((id) => `community:${id}/${account}`),
        ...postIds.map((id) => `post:${id}`),
        ...open,
      ],
      envelope: {
        listId: { id: opaqueList(reader.token) },
        unsubscribe: `${this.site}/unsubscribe/${reader.token}`,
      },
    };
  }
}

const KEY = /^digest\/([0-9a-f-]{36})\//;

const markOf = ({ digest: { accountId, at } }: GatheredDigest, thread: GatheredDigest['threads'][number]) => ({
  accountId,
  at,
  threadId: thread.threadId,
  communityId: thread.communityId,
  number: thread.lastNumber,
});
