import { Global, Module } from '@nestjs/common';
import { Outbox } from './outbox.js';
import { SweepCreations } from './sweep-creations.task.js';

/** Gives every lib the outbox, and owns the jobs of platform's own tables. Running them is the worker's affair (`WorkerRunner`). */
@Global()
@Module({ providers: [Outbox, SweepCreations], exports: [Outbox] })
export class EventsModule {}
