import { Global, Module } from '@nestjs/common';
import { RealtimeServer } from './realtime-server.js';

/** Gives every lib the one `RealtimeServer` of the process; `apps/api` attaches it to its HTTP server. */
@Global()
@Module({ providers: [RealtimeServer], exports: [RealtimeServer] })
export class RealtimeModule {}
