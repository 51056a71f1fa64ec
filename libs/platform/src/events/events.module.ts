import { Global, Module } from '@nestjs/common';
import { JobFiguresRepository } from './job-figures.repository.js';
import { Outbox } from './outbox.js';
import { SweepCreations } from './sweep-creations.task.js';

/** Gives every lib the outbox, and owns the jobs of platform's own tables. Running them is the worker's affair (`WorkerRunner`). */
@Global()
@Module({ providers: [JobFiguresRepository, Outbox, SweepCreations], exports: [JobFiguresRepository, Outbox] })
export class EventsModule {}
