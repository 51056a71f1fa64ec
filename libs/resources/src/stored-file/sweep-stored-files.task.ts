import { Injectable } from '@nestjs/common';
import { TaskOf, type Task } from '#platform/events';
import { StorageSweep } from './storage-sweep.service.js';

/** Removes from the storage what was given up, several times an hour: it is room that others wait for. */
@TaskOf('sweep-stored-files', { schedule: '4,14,24,34,44,54 * * * *' })
@Injectable()
export class SweepStoredFiles implements Task {
  constructor(private readonly sweep: StorageSweep) {}

  async run(): Promise<void> {
    await this.sweep.sweepContents();
    await this.sweep.removeDoomed();
  }
}
