import { Global, Module } from '@nestjs/common';
import { PublicPages } from './public-pages.service.js';

/** Gives every lib the {@link PublicPages}. */
@Global()
@Module({ providers: [PublicPages], exports: [PublicPages] })
export class SafeFetchModule {}
