import { ClusterAdapter, type ClusterMessage, type ClusterResponse } from 'socket.io-adapter';
import type { Namespace } from 'socket.io';
import type { RedisLine } from '../redis/index.js';
import { LiveStream } from './live-stream.js';

/**
 * Carries what this process tells rooms, and what it asks the other processes to do, through one stream in one order. It
 * stands in for `@socket.io/redis-streams-adapter`, which loses messages unnoticed (docs/adr/0012-several-processes.md).
 * Nobody asks the others a question and waits: a killed process would hold the answer up.
 */
export class StreamAdapter extends ClusterAdapter {
  private readonly stream: LiveStream;

  constructor(namespace: Namespace, line: RedisLine, miss: () => void) {
    super(namespace);
    this.stream = new LiveStream(line, { hear: (message: ClusterMessage) => this.onMessage(message), miss });
    this.stream.listen();
  }

  protected override async doPublish(message: ClusterMessage): Promise<string> {
    await this.stream.say(message);
    return '';
  }

  protected override doPublishResponse(_to: string, response: ClusterResponse): Promise<void> {
    return this.stream.say(response);
  }
}
