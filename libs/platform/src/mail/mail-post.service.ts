import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { CONFIG, type Config } from '../config/index.js';
import { MailFolder } from './mail-folder.service.js';
import type { TakenMail } from './outgoing-mail.repository.js';

/** Hands messages over: to the SMTP server of `SMTP_URL`, or else to the folder of kept mail. */
@Injectable()
export class MailPost implements OnModuleDestroy {
  private readonly from: Config['mailFrom'];
  private readonly smtp: Transporter | null;
  /** Composes without sending. */
  private readonly composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly folder: MailFolder,
  ) {
    this.from = config.mailFrom;
    this.smtp =
      config.smtpUrl === null
        ? null
        : createTransport({
            url: config.smtpUrl,
            pool: true,
            maxConnections: 2,
            connectionTimeout: 10_000,
            greetingTimeout: 10_000,
            socketTimeout: 30_000,
            disableFileAccess: true,
            disableUrlAccess: true,
          });
  }

  /**
   * Delivers one message; resolves when it is in the other's hands.
   * @returns false when it was refused for good, so that trying again would be rude; throws when it may work later.
   */
  async deliver(mail: TakenMail): Promise<boolean> {
    const message = {
      messageId: mail.messageId,
      from: this.from,
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    };
    if (this.smtp === null) {
      const { message: bytes } = await this.composer.sendMail(message);
      await this.folder.keep(mail.id, bytes as Buffer);
      return true;
    }
    try {
      await this.smtp.sendMail(message);
      return true;
    } catch (error) {
      if (isFinal(error)) return false;
      throw error;
    }
  }

  /** Ends the connections to the SMTP server. */
  onModuleDestroy(): void {
    this.smtp?.close();
  }
}

/** The server refused this recipient or this text (5xx); a wrong password of ours (EAUTH) is not that. */
function isFinal(error: unknown): boolean {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode !== undefined && responseCode >= 500;
}
