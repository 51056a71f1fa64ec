import { loadConfig } from '../../config/index.js';
import { statement, type Database, type Tx } from '../../database/index.js';
import { HandlerOf, Outbox, type Handler } from '../../events/index.js';
import { createLogger } from '../../logging/index.js';
import {
  Mailer,
  MailFolder,
  MailPost,
  MailRefusalsDoubted,
  MailRefused,
  OutgoingMailRepository,
  RefusedMailRepository,
  RefusedReaders,
  SendMail,
  type MailToSend,
} from '../index.js';

/** Whoever is told that an address does not work: only the jobs for it are looked at. */
HandlerOf(
  MailRefused,
  'test-when-mail-refused',
)(
  class implements Handler<MailRefused> {
    async handle(): Promise<void> {
      throw new Error('No worker runs here.');
    }
  },
);

/** Whoever is told that addresses may be good after all. */
HandlerOf(
  MailRefusalsDoubted,
  'test-when-refusals-doubted',
)(
  class implements Handler<MailRefusalsDoubted> {
    async handle(): Promise<void> {
      throw new Error('No worker runs here.');
    }
  },
);

const STATES = statement('test-mail-states', `SELECT id, state, envelope FROM outgoing_mails ORDER BY id`);
const JOBS = statement(
  'test-mail-jobs',
  `SELECT j.id, payload, priority FROM graphile_worker._private_jobs j
   JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = $1 ORDER BY j.id`,
);
const CLEAR = statement(
  'test-mail-clear',
  `WITH jobs AS (DELETE FROM graphile_worker._private_jobs) DELETE FROM outgoing_mails`,
);

/** A message for Ada. */
export const mailFor = (more: Partial<MailToSend> = {}): MailToSend => ({
  to: 'ada@example.org',
  subject: 'Hello',
  text: 'Plain',
  html: '<p>Rich</p>',
  ...more,
});

/** The machinery of mail against one SMTP server, without a worker: the test says when a job runs. */
export class MailScene {
  readonly mailer: Mailer;
  private readonly post: MailPost;
  readonly send: SendMail;
  readonly refused: RefusedReaders;
  private readonly mails: OutgoingMailRepository;

  constructor(
    private readonly db: Database,
    url: string,
    env: Record<string, string> = {},
  ) {
    const config = loadConfig({ PUBLIC_URL: 'https://copse.example.org', SMTP_URL: url, ...env });
    this.mails = new OutgoingMailRepository(db);
    this.mailer = new Mailer(config, this.mails, new Outbox());
    this.post = new MailPost(config, new MailFolder(config));
    this.refused = new RefusedReaders(db, new Outbox(), new RefusedMailRepository(db), createLogger('silent'));
    this.send = this.sender(this.mails);
  }

  /** One that is killed when the server has answered and nothing of it is noted. */
  fallingBeforeNote(): { readonly send: SendMail } {
    const mails = Object.assign(new OutgoingMailRepository(this.db), {
      finish: () => Promise.reject(new Error('killed')),
    });
    return { send: this.sender(mails) };
  }

  /** One that finds its message called back when the server has answered. */
  calledBackAtTheEnd(matter: string): { readonly send: SendMail } {
    const { db, mailer } = this;
    const mails = Object.assign(new OutgoingMailRepository(db), {
      async finish(this: OutgoingMailRepository, id: string, state: 'sent' | 'failed', on?: Tx): Promise<boolean> {
        await db.tx((other) => mailer.cancel(other, matter));
        return OutgoingMailRepository.prototype.finish.call(this, id, state, on);
      },
    });
    return { send: this.sender(mails) };
  }

  /** One where something happens while the server is being found, after the message was taken up. */
  overtakenBy(happens: (tx: Tx) => Promise<void>): { readonly send: SendMail } {
    const { db } = this;
    const mails = Object.assign(new OutgoingMailRepository(db), {
      async stands(this: OutgoingMailRepository, id: string, to: string): Promise<boolean> {
        await db.tx(happens);
        return OutgoingMailRepository.prototype.stands.call(this, id, to);
      },
    });
    return { send: this.sender(mails) };
  }

  /** Queues messages; answers the ids of their jobs' messages. */
  async queue(...mails: MailToSend[]): Promise<string[]> {
    const before = new Set((await this.states()).map(({ id }) => id));
    await this.db.tx((tx) => this.mailer.queueAll(tx, mails));
    return (await this.states()).map(({ id }) => id).filter((id) => !before.has(id));
  }

  /** How each message stands. */
  states(): Promise<{ id: string; state: string; envelope: unknown }[]> {
    return this.db.run(STATES);
  }

  /** Jobs that wait under this name. */
  jobs<Payload>(identifier: string): Promise<{ payload: Payload; priority: number }[]> {
    return this.db.run(JOBS, [identifier]);
  }

  /** Runs a message's job as the worker does, until it does not fail; answers how often it failed. */
  async until(id: string, most = 20): Promise<number> {
    for (let failed = 0; failed < most; failed += 1) {
      try {
        await this.send.run({ id });
        return failed;
      } catch {
        // The worker would try again later.
      }
    }
    throw new Error(`Failed ${most} times.`);
  }

  /** Forgets all messages and jobs. */
  async clear(): Promise<void> {
    await this.db.run(CLEAR);
  }

  /** Ends its connections. */
  close(): void {
    this.post.onModuleDestroy();
  }

  private sender(mails: OutgoingMailRepository): SendMail {
    return new SendMail(this.db, new Outbox(), mails, this.post, this.refused, createLogger('silent'));
  }
}
