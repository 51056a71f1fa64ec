import { Readable } from 'node:stream';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { CONFIG, type Config } from '../config/index.js';
import { headersOf, headerText, senderOf } from './mail-envelope.js';
import { MailFolder } from './mail-folder.service.js';
import type { TakenMail } from './outgoing-mail.repository.js';
import { plainly, refusalOf } from './smtp-refusal.js';

/** Connections to the SMTP server of one process, and so jobs that send: a slow one keeps no more of them waiting. */
export const MAILS_AT_ONCE = 2;

/** How handing over ended. It throws instead when it may work later. */
export type Delivery =
  /** The other has it. */
  | 'sent'
  /** The server knows no such reader; trying again would be rude. */
  | 'no-such-reader'
  /** It was refused for good for another reason: what it says, or who we are. */
  | 'refused'
  /** It was called back before a byte of it was said. */
  | 'called-back';

/** Asks whether a message is still to go out. */
type StillWanted = () => Promise<boolean>;

/** Hands messages over: to the SMTP server of `SMTP_URL`, or else to the folder of kept mail. */
@Injectable()
export class MailPost implements OnModuleDestroy {
  private readonly from: Config['mailFrom'];
  private readonly host: string;
  private readonly smtp: Transporter | null;
  /** Message-ID → what to ask before its text is said, for those being sent. */
  private readonly asked = new Map<string, StillWanted>();
  /** Composes without sending. */
  private readonly composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly folder: MailFolder,
  ) {
    this.from = config.mailFrom;
    this.host = new URL(config.publicUrl).hostname;
    this.smtp =
      config.smtpUrl === null
        ? null
        : createTransport({
            url: config.smtpUrl,
            pool: true,
            maxConnections: MAILS_AT_ONCE,
            // A connection that ended while nobody used it is opened anew; whatever else fails, the job tries again.
            maxRequeues: 1,
            connectionTimeout: 10_000,
            greetingTimeout: 30_000,
            // RFC 5321, 4.5.3.2.6: whoever gives up earlier on a server that thinks about the text sends it twice.
            socketTimeout: 600_000,
            disableFileAccess: true,
            disableUrlAccess: true,
          });
    this.smtp?.use('stream', (mail, done) => {
      const stillWanted = this.asked.get(mail.data.messageId ?? '');
      if (stillWanted) mail.message.processFunc((message) => unlessCalledBack(message, stillWanted));
      done();
    });
  }

  /**
   * Delivers one message; resolves when it is in the other's hands. `stillWanted` is asked at the last moment, when the
   * server waits for the text: finding a server and waiting for one's turn may take long. Throws when it may work later.
   */
  async deliver(mail: TakenMail, stillWanted: StillWanted): Promise<Delivery> {
    const envelope = mail.envelope ?? {};
    const message = {
      messageId: mail.messageId,
      from: senderOf(envelope, this.from),
      to: { name: '', address: mail.to },
      subject: headerText(mail.subject),
      text: mail.text,
      html: mail.html,
      ...headersOf(envelope, this.host),
    };
    if (this.smtp === null) {
      const { message: bytes } = await this.composer.sendMail(message);
      if (!(await stillWanted())) return 'called-back';
      await this.folder.keep(mail.id, bytes as Buffer);
      return 'sent';
    }
    let calledBack = false;
    this.asked.set(mail.messageId, async () => {
      const wanted = await stillWanted();
      calledBack = !wanted;
      return wanted;
    });
    try {
      await this.smtp.sendMail(message);
      return 'sent';
    } catch (error) {
      if (calledBack) return 'called-back';
      const refusal = refusalOf(error);
      if (refusal !== null) return refusal;
      throw plainly(error);
    } finally {
      this.asked.delete(mail.messageId);
    }
  }

  /** Ends the connections to the SMTP server. */
  onModuleDestroy(): void {
    this.smtp?.close();
  }
}

/** The message, read only when the server waits for it; breaks off, so that the server takes nothing, when called back. */
const unlessCalledBack = (message: Readable, stillWanted: StillWanted): Readable =>
  Readable.from(
    (async function* () {
      if (!(await stillWanted())) throw new Error('This message was called back.');
      yield* message;
    })(),
    { objectMode: false },
  );
