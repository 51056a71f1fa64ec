import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Where in the conversation something goes wrong. */
export type Moment = 'greeting' | 'auth' | 'mail' | 'rcpt' | 'data' | 'in-text' | 'text';

/** What goes wrong there: the connection ends without a word, or this is answered instead. */
export interface Fault {
  readonly at: Moment;
  readonly answer: 'close' | string;
}

/** An SMTP server that goes wrong where it is told to; nothing stands between it and the bytes. */
export class FaultyPost {
  /** What goes wrong next, one after the other, each once; then all is well. */
  readonly faults: Fault[] = [];
  /** Texts that came whole, whatever was answered. */
  readonly heard: string[] = [];
  /** Texts that were answered with 250. */
  readonly taken: string[] = [];
  /** Answers come one character at a time. */
  trickles = false;

  private server: Server | null = null;
  private port = 0;
  private readonly sockets = new Set<Socket>();

  constructor(
    /** What it can do besides: `PIPELINING` (several commands at once), `AUTH PLAIN` (it knows a password). */
    readonly can: readonly ('PIPELINING' | 'AUTH PLAIN')[] = [],
  ) {}

  /** Listens, at the port it had before if any; answers the address for SMTP_URL. */
  async listen(): Promise<string> {
    const server = createServer((socket) => void this.talk(socket));
    await new Promise<void>((done) => server.listen(this.port, '127.0.0.1', done));
    this.server = server;
    this.port = (server.address() as AddressInfo).port;
    return `smtp://${this.can.includes('AUTH PLAIN') ? 'copse:secret@' : ''}127.0.0.1:${this.port}`;
  }

  /** Goes away, in the middle of whatever is said. */
  async away(): Promise<void> {
    const server = this.server;
    this.server = null;
    for (const socket of this.sockets) socket.destroy();
    if (server) await new Promise<void>((done) => server.close(() => done()));
  }

  private async talk(socket: Socket): Promise<void> {
    this.sockets.add(socket);
    socket.setEncoding('utf8');
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
    const conversation = new Conversation(this, socket);
    await conversation.begin();
    try {
      for await (const piece of socket) await conversation.hear(piece as string);
    } catch {
      // The other broke off.
    }
  }
}

/** One connection. */
class Conversation {
  private waiting = '';
  private readonly accepted = new Set<Moment>();
  private inText = false;

  constructor(
    private readonly post: FaultyPost,
    private readonly socket: Socket,
  ) {}

  async begin(): Promise<void> {
    await this.at('greeting', '220 post.example ESMTP');
  }

  async hear(piece: string): Promise<void> {
    this.waiting += piece;
    while (!this.socket.destroyed) {
      if (this.inText && this.waiting !== '' && this.post.faults[0]?.at === 'in-text') {
        await this.at('in-text', '');
        return;
      }
      const end = this.inText ? '\r\n.\r\n' : '\r\n';
      const at = this.waiting.indexOf(end);
      if (at < 0) return;
      const said = this.waiting.slice(0, at);
      this.waiting = this.waiting.slice(at + end.length);
      await (this.inText ? this.take(said) : this.obey(said));
    }
  }

  private async obey(command: string): Promise<void> {
    switch (command.slice(0, 4).toUpperCase()) {
      case 'EHLO':
        return this.say(
          ['post.example', ...this.post.can]
            .map((line, i, all) => `250${i + 1 < all.length ? '-' : ' '}${line}`)
            .join('\r\n'),
        );
      case 'AUTH':
        return void (await this.at('auth', '235 Welcome'));
      case 'MAIL':
        this.accepted.clear();
        return this.at('mail', '250 Yes');
      case 'RCPT':
        return this.accepted.has('mail') ? this.at('rcpt', '250 Yes') : this.say('503 From whom?');
      case 'DATA':
        if (!this.accepted.has('rcpt')) return this.say('503 To whom?');
        await this.at('data', '354 Go on');
        this.inText = this.accepted.has('data');
        return;
      case 'QUIT':
        await this.say('221 Bye');
        this.socket.end();
        return;
      default:
        return this.say('250 Yes');
    }
  }

  private async take(text: string): Promise<void> {
    this.inText = false;
    this.post.heard.push(text);
    await this.at('text', '250 Taken');
    if (this.accepted.has('text')) this.post.taken.push(text);
  }

  /** Answers well, or goes wrong. */
  private async at(moment: Moment, answer: string): Promise<void> {
    const fault = this.post.faults[0];
    if (fault?.at !== moment) {
      this.accepted.add(moment);
      return this.say(answer);
    }
    this.post.faults.shift();
    if (fault.answer === 'close') this.socket.destroy();
    else await this.say(fault.answer);
  }

  private async say(answer: string): Promise<void> {
    if (!this.post.trickles) return void this.socket.write(`${answer}\r\n`);
    for (const sign of `${answer}\r`) {
      this.socket.write(sign);
      await new Promise((done) => setTimeout(done, 1));
    }
    // What is noted after the answer is noted before anybody can have read its end.
    this.socket.write('\n');
  }
}
