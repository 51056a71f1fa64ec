import { Injectable } from '@nestjs/common';
import { TaskOf, type Task } from '#platform/events';
import { StorageSweep } from './storage-sweep.service.js';

/** Looks every night through all that the storage holds for what no row speaks of. */
@TaskOf('sweep-stray-objects', { schedule: '26 4 * * *' })
@Injectable()
export class SweepStrayObjects implements Task {
  constructor(private readonly sweep: StorageSweep) {}

  run(): Promise<void> {
    return this.sweep.doomStrays();
  }
}
