import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { AccountClosed } from '#identity';
import { EnrolmentService } from './enrolment.service.js';

/** A closed account stands on no roster; its address waits for another account. */
@Injectable()
@HandlerOf(AccountClosed, 'forget-roster-when-account-closed')
export class ForgetRosterWhenAccountClosed implements Handler<AccountClosed> {
  constructor(private readonly enrolment: EnrolmentService) {}

  async handle({ accountId }: AccountClosed): Promise<void> {
    await this.enrolment.forgetAccount(accountId);
  }
}
