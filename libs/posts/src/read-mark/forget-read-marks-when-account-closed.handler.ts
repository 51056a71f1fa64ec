import { Injectable } from '@nestjs/common';
import { AccountClosed } from '#identity';
import { Database } from '#platform/database';
import { HandlerOf, type Handler } from '#platform/events';
import { ReadMarkService } from './read-mark.service.js';

/** What a person has read is nobody's business once their account is closed. */
@Injectable()
@HandlerOf(AccountClosed, 'forget-read-marks-when-account-closed')
export class ForgetReadMarksWhenAccountClosed implements Handler<AccountClosed> {
  constructor(
    private readonly db: Database,
    private readonly marks: ReadMarkService,
  ) {}

  /** Safe to run twice. */
  async handle({ accountId }: AccountClosed): Promise<void> {
    await this.db.tx((tx) => this.marks.forget(tx, accountId));
  }
}
