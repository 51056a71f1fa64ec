import { createTransport } from 'nodemailer';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Config } from '../config/index.js';
import { plainly } from './smtp-refusal.js';

const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 15_000, socketTimeout: 30_000 };

/** What a conversation with the mail server came to, without a message. */
export interface MailServer {
  /** By TLS from the first byte, or since STARTTLS. */
  readonly encrypted: boolean;
  /** User and password were taken; false where none are set. */
  readonly signedIn: boolean;
}

/**
 * Greets the server of SMTP_URL, encrypts where it can and signs in, as for a message, and says goodbye. Null where mail is
 * kept instead of sent. Throws what went wrong, without addresses.
 */
export async function checkMail({ smtpUrl }: Pick<Config, 'smtpUrl'>): Promise<MailServer | null> {
  if (smtpUrl === null) return null;
  const { auth, ...options } = parseConnectionUrl(smtpUrl);
  const connection = new SMTPConnection({ ...options, ...PATIENCE });
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    const { secure: encrypted } = connection;
    const { user, pass } = auth ?? {};
    if (user === undefined) return { encrypted, signedIn: false };
    await new Promise<void>((resolve, reject) => {
      connection.login({ user, pass: pass ?? '' }, (error) => (error ? reject(error) : resolve()));
    });
    return { encrypted, signedIn: true };
  } catch (error) {
    throw plainly(error);
  } finally {
    connection.on('error', () => undefined);
    connection.close();
  }
}

/** Sends one message that says that mail works. Throws what the server said, without addresses. */
export async function sendTrial({ smtpUrl, mailFrom, publicUrl }: Config, to: string): Promise<void> {
  if (smtpUrl === null) throw new Error('There is no SMTP_URL.');
  const transport = createTransport({ url: smtpUrl, ...PATIENCE, disableFileAccess: true, disableUrlAccess: true });
  try {
    await transport.sendMail({
      from: mailFrom,
      to: { name: '', address: to },
      subject: 'Copse can send mail / Copse peut envoyer des courriels',
      text: `This message was sent by "copse check" for ${publicUrl}.\n\nCe message a été envoyé par « copse check » pour ${publicUrl}.\n`,
    });
  } catch (error) {
    throw plainly(error);
  } finally {
    transport.close();
  }
}
