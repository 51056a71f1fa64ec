import { Global, Module } from '@nestjs/common';
import { RateLimits } from './rate-limits.service.js';

/** Gives every lib the one set of counters of this process. */
@Global()
@Module({ providers: [RateLimits], exports: [RateLimits] })
export class LimitsModule {}
