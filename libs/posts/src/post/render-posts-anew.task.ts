import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '#platform/database';
import { Outbox, TaskOf, type Task } from '#platform/events';
import { RENDERER_VERSION } from '#platform/text';
import { PostRenderingRepository, type OutdatedRow } from './post-rendering.repository.js';
import { renderText } from './post-text.js';
import type { RenderedText } from './post.repository.js';

const TASK = 'render-posts-anew';
const BATCH = 200;

/** Where the walk stands; what the schedule sends has none of it and begins one. */
const stage = z.object({
  version: z.number().int(),
  isPublic: z.boolean(),
  after: z.tuple([z.string(), z.string()]).nullable(),
});
type Stage = z.output<typeof stage>;

/**
 * Renders stored posts anew after the renderer's version was raised: public ones first, newest first, a batch for
 * each job, so that requests of the same process are hardly held up. Looks every hour whether there is anything to do.
 */
@TaskOf(TASK, { schedule: '23 * * * *' })
@Injectable()
export class RenderPostsAnew implements Task {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly posts: PostRenderingRepository,
  ) {}

  async run(payload: unknown): Promise<void> {
    const given = stage.safeParse(payload);
    const now = given.success ? given.data : await this.begin();
    if (!now || now.version >= RENDERER_VERSION) return;
    const rows = await this.posts.outdated(now.version, now.isPublic, now.after, BATCH);
    const texts = await renderAll(rows);
    const next = nextStage(now, rows) ?? (await this.nextVersion(now));
    await this.db.tx(async (tx) => {
      if (rows.length > 0) await this.posts.store(tx, rows, texts, RENDERER_VERSION);
      if (next) await this.outbox.enqueue(tx, TASK, next, { jobKey: `${TASK}:next` });
    });
  }

  private async begin(): Promise<Stage | null> {
    const version = await this.posts.oldestVersion();
    return version === null ? null : { version, isPublic: true, after: null };
  }

  /** One version is done; rows that were edited meanwhile carry the new one, so the oldest left is another. */
  private async nextVersion(done: Stage): Promise<Stage | null> {
    const version = await this.posts.oldestVersion();
    return version === null || version <= done.version ? null : { version, isPublic: true, after: null };
  }
}

async function renderAll(rows: readonly OutdatedRow[]): Promise<RenderedText[]> {
  const texts: RenderedText[] = [];
  for (const { body } of rows) {
    texts.push(renderText(body));
    await setImmediate();
  }
  return texts;
}

function nextStage(now: Stage, rows: readonly OutdatedRow[]): Stage | null {
  const last = rows.at(-1);
  if (last && rows.length === BATCH) return { ...now, after: [last.createdAt, last.id] };
  return now.isPublic ? { ...now, isPublic: false, after: null } : null;
}
