import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { until } from './until.js';

/** A message as an independent reader sees it, with its bytes and whom the sender named in the conversation. */
export interface ReceivedMail extends Email {
  readonly raw: string;
  /** Addresses of RCPT TO. */
  readonly recipients: readonly string[];
}

/** What the server says to RCPT TO of an address: null takes it. */
type Answer = (address: string) => { readonly code: number; readonly text: string } | null;

/** A real SMTP server that keeps what it was given, read by a parser that has nothing in common with the sender. */
export class SmtpMailbox {
  /** In the order in which they came. */
  readonly messages: ReceivedMail[] = [];
  /** How it answers about recipients; takes all of them unless told otherwise. */
  answer: Answer = () => null;

  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      const refusal = this.answer(address);
      done(refusal === null ? null : Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
    },
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address);
        void this.keep(Buffer.concat(parts), to, done);
      });
    },
  });

  /** Listens; answers the address for SMTP_URL. */
  async listen(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    // A sender who breaks off, or is killed, is no news.
    this.server.on('error', () => undefined);
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** What came for an address so far. */
  to(address: string): ReceivedMail[] {
    return this.messages.filter(({ recipients }) => recipients.includes(address));
  }

  /** Waits for the first message for an address that is like this. */
  async untilCame(address: string, like: (mail: ReceivedMail) => boolean = () => true): Promise<ReceivedMail> {
    return until(`a message for ${address}`, () => this.to(address).find(like));
  }

  /** Stops listening. */
  async close(): Promise<void> {
    await new Promise<void>((done) => this.server.close(done));
  }

  private async keep(raw: Buffer, recipients: readonly string[], answer: (error?: Error) => void): Promise<void> {
    try {
      this.messages.push({ ...(await PostalMime.parse(raw)), raw: raw.toString(), recipients });
      answer();
    } catch (error) {
      answer(error as Error);
    }
  }
}

/** A header of a message as it came, whatever the case of its name; null when it has none. */
export const headerOf = ({ headers }: Email, name: string): string | null =>
  headers.find(({ key }) => key === name.toLowerCase())?.value ?? null;
