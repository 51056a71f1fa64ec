import { Inject, Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/index.js';
import { Outbox } from '../events/index.js';
import { LOGGER, type Logger } from '../logging/index.js';
import { MailRefusalsDoubted } from './mail.events.js';
import { readerOf } from './reader-of.js';
import { RefusedMailRepository } from './refused-mail.repository.js';

/** So many readers may be refused within a quarter of an hour without anybody wondering. */
const MOST = 20;
/** More than that are many where they are more than one in so many of those to whom mail went out meanwhile. */
const ONE_IN = 20;
const LOG_AGAIN_MS = 900_000;

/**
 * Whether a server is believed that says it knows no such reader. One that says so of very many within minutes says it
 * because of us, whatever its words are: then no address is blamed, what it refuses is kept and tried again, and who
 * runs the site reads of it in the log.
 */
@Injectable()
export class RefusedReaders {
  private loggedAt = -LOG_AGAIN_MS;

  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly refused: RefusedMailRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Notes that the reader of this message was refused. False when too many are: addresses blamed before are so no more. */
  async note(id: string): Promise<boolean> {
    await this.refused.note(id);
    if (!(await this.refused.areMany(MOST, ONE_IN))) return true;
    await this.db.tx(async (tx) => {
      const doubted = await this.refused.doubt(tx);
      const accountIds = [...new Set(doubted.flatMap(({ about }) => readerOf(about) ?? []))].toSorted();
      const [since = ''] = doubted.map(({ refusedAt }) => refusedAt).toSorted();
      if (accountIds.length > 0) await this.outbox.record(tx, new MailRefusalsDoubted(accountIds, since));
    });
    this.log();
    return false;
  }

  /** Whether the refusal of this message's reader still counts; it does until the transaction ends. */
  async believes(tx: Tx, mailId: string): Promise<boolean> {
    return !(await this.refused.isDoubted(tx, mailId)) && !(await this.refused.areMany(MOST, ONE_IN, tx));
  }

  private log(): void {
    const now = performance.now();
    if (now - this.loggedAt < LOG_AGAIN_MS) return;
    this.loggedAt = now;
    this.logger.error(
      'mail: the SMTP server refuses one reader after another; no address is blamed, and mail is tried again: see what it says of this site',
    );
  }
}
