import { v7 } from 'uuid';
import { writableThreads, type Dataset } from '../dataset.js';
import type { Random } from '../random.js';
import type { NewReply, Side } from '../side.js';

/** Threads of each side that replies go to. */
export const WRITABLE = 16;

/** Makes replies as the composer does: with an id of its own, in Markdown. */
export class ReplyMaker {
  constructor(
    private readonly dataset: Dataset,
    private readonly texts: readonly { body: string; html: string }[],
    private readonly random: Random,
  ) {}

  /** A reply of this writer into their own of so many threads of the side's, or of anybody into one at random. */
  next(side: Pick<Side, 'name'>, at = this.random.below(WRITABLE), threads = WRITABLE): NewReply {
    const thread = writableThreads(this.dataset, side.name, WRITABLE)[at % threads];
    if (!thread) throw new Error(`There is no thread ${at} to write to.`);
    return this.into(thread, at);
  }

  /** A reply into this thread. */
  into(thread: NewReply['thread'], authorAt: number): NewReply {
    const { body, html } = this.random.of(this.texts);
    const author = this.dataset.sessions[authorAt % this.dataset.sessions.length];
    if (!author) throw new Error('Nobody is signed in.');
    return { id: v7(), thread, body, bodyHtml: html, author };
  }
}
