import { Global, Module } from '@nestjs/common';
import { RedisLine } from './redis-line.service.js';

/** Gives every lib the one line to Redis of the process, if REDIS_URL names one. */
@Global()
@Module({ providers: [RedisLine], exports: [RedisLine] })
export class RedisModule {}
