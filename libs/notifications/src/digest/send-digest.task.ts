import { Injectable } from '@nestjs/common';
import { TaskOf, type Task } from '#platform/events';
import { DigestService, type SendDigestJob } from './digest.service.js';

/** Writes some digests that were asked for. */
@Injectable()
@TaskOf('send-digest')
export class SendDigest implements Task<SendDigestJob> {
  constructor(private readonly digests: DigestService) {}

  async run(job: SendDigestJob): Promise<void> {
    await this.digests.write(job);
  }
}
