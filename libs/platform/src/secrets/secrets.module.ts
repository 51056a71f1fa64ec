import { Global, Module } from '@nestjs/common';
import { KeyRing } from './key-ring.service.js';

/** Gives every lib the {@link KeyRing}. */
@Global()
@Module({ providers: [KeyRing], exports: [KeyRing] })
export class SecretsModule {}
