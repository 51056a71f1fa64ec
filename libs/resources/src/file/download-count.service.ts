import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from '#platform/logging';
import { ResourceRepository } from '../resource/resource.repository.js';
import type { FileFacts } from './file-facts.js';

/** Counts how often what stands in the library is fetched. */
@Injectable()
export class DownloadCount {
  constructor(
    private readonly resources: ResourceRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Counts one download of a version; nobody waits for it, and nobody is hurt when it fails. */
  count(file: FileFacts): void {
    if (file.use !== 'VERSION' || file.state !== 'SHOWN') return;
    this.resources
      .countDownload(file.id)
      .catch((error: Error) => this.logger.warn({ error: error.message }, 'resources: could not count a download'));
  }
}
