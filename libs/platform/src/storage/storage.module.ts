import { Global, Module } from '@nestjs/common';
import { CONFIG } from '../config/index.js';
import { LOGGER } from '../logging/index.js';
import { FileStorage } from './file-storage.js';
import { openStorage } from './open-storage.js';

/** Gives every lib the {@link FileStorage} that the configuration names. */
@Global()
@Module({
  providers: [{ provide: FileStorage, inject: [CONFIG, LOGGER], useFactory: openStorage }],
  exports: [FileStorage],
})
export class StorageModule {}
