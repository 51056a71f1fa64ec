import { Injectable } from '@nestjs/common';
import { Database, sweepCreations } from '../database/index.js';
import { TaskOf, type Task } from './task.js';

const BATCH = 1_000;

/** Forgets client-made ids that no call can repeat any more, every hour, in batches. */
@TaskOf('sweep-creations', { schedule: '41 * * * *' })
@Injectable()
export class SweepCreations implements Task {
  constructor(private readonly db: Database) {}

  async run(): Promise<void> {
    while ((await sweepCreations(this.db, BATCH)) === BATCH);
  }
}
