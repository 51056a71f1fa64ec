import { Global, Module } from '@nestjs/common';
import { Outbox } from './outbox.js';

/** Gives every lib the outbox. Running the jobs is the worker's affair (`WorkerRunner`). */
@Global()
@Module({ providers: [Outbox], exports: [Outbox] })
export class EventsModule {}
