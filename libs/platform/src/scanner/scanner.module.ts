import { Global, Module } from '@nestjs/common';
import { Scanner } from './scanner.service.js';

/** Gives every lib the {@link Scanner}. */
@Global()
@Module({ providers: [Scanner], exports: [Scanner] })
export class ScannerModule {}
