import { Injectable } from '@nestjs/common';
import { TaskOf, type Task } from '#platform/events';
import { SearchEntryRepository } from './search-entry.repository.js';

/**
 * The index takes new words on a list first, so that a reply is quick, and every search reads that list as well. Emptied
 * each minute it stays short; left alone, the reply that fills it would have to do it.
 */
@TaskOf('merge-search', { schedule: '* * * * *', atOnce: 1 })
@Injectable()
export class MergeSearch implements Task {
  constructor(private readonly entries: SearchEntryRepository) {}

  run(): Promise<void> {
    return this.entries.merge();
  }
}
