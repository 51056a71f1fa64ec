import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '#platform/database';
import { Outbox, TaskOf, type Task } from '#platform/events';
import { SearchEntryRepository } from './search-entry.repository.js';
import { searchText } from './search-text.js';

const TASK = 'fill-search';
const BATCH = 200;
/** The hour (UTC) at which everything is looked through once more. */
const NIGHTLY = 3;

/** Below which post the walk goes on; what the schedule sends has none and begins one where one is due. */
const stage = z.object({ below: z.uuid() });

/**
 * Writes down by which words posts are found that were written without it: before there was a search, or by a process of an
 * older release beside this one. Newest first, a batch for each job, so that nobody waits for it. When all is written down,
 * it looks through everything once a night.
 */
@TaskOf(TASK, { schedule: '*/5 * * * *', atOnce: 1 })
@Injectable()
export class FillSearch implements Task {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly entries: SearchEntryRepository,
  ) {}

  async run(payload: unknown): Promise<void> {
    const given = stage.safeParse(payload);
    if (!given.success && !(await this.isDue(new Date()))) return;
    const { posts, next } = await this.entries.unfiled(given.data?.below ?? null, BATCH);
    const found = posts.map(({ id, revision, body }) => ({ postId: id, revision, words: searchText(body) }));
    await this.db.tx(async (tx) => {
      await this.entries.put(found, tx);
      if (next !== null) await this.outbox.enqueue(tx, TASK, { below: next }, { jobKey: `${TASK}:next`, priority: 10 });
    });
  }

  private async isDue(now: Date): Promise<boolean> {
    const isNight = now.getUTCHours() === NIGHTLY && now.getUTCMinutes() < 5;
    return isNight || !(await this.entries.isFull());
  }
}
