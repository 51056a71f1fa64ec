import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { AccountClosed } from '#identity';
import { UploadEnding } from './upload-ending.service.js';
import { UploadRepository } from './upload.repository.js';

/** Nobody will use what a closed account was sending. */
@Injectable()
@HandlerOf(AccountClosed, 'drop-uploads-when-account-closed')
export class DropUploadsWhenAccountClosed implements Handler<AccountClosed> {
  constructor(
    private readonly uploads: UploadRepository,
    private readonly ending: UploadEnding,
  ) {}

  async handle({ accountId }: AccountClosed): Promise<void> {
    await this.ending.endAll(await this.uploads.ofAccount(accountId));
  }
}
