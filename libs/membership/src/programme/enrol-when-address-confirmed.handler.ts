import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { AddressConfirmed } from '#identity';
import { EnrolmentService } from './enrolment.service.js';

/** An address that waits on a roster enrols the account that proves it. */
@Injectable()
@HandlerOf(AddressConfirmed, 'enrol-when-address-confirmed')
export class EnrolWhenAddressConfirmed implements Handler<AddressConfirmed> {
  constructor(private readonly enrolment: EnrolmentService) {}

  async handle({ accountId }: AddressConfirmed): Promise<void> {
    await this.enrolment.enrolByAddress(accountId);
  }
}
