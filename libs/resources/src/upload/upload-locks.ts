import type { FactoryProvider } from '@nestjs/common';
import { Database } from '#platform/database';
import { LOGGER, type Logger } from '#platform/logging';
import { UploadLocks } from '#platform/storage';
import { UploadRepository } from './upload.repository.js';

/** One writer at a time to each upload; processes tell each other in the upload's row who waits. */
export const uploadLocks: FactoryProvider<UploadLocks> = {
  provide: UploadLocks,
  inject: [Database, UploadRepository, LOGGER],
  useFactory: (db: Database, uploads: UploadRepository, logger: Logger) =>
    new UploadLocks({
      url: db.url,
      logger,
      want: (id) => uploads.want(id),
      wanted: (ids) => uploads.wanted(ids),
    }),
};
