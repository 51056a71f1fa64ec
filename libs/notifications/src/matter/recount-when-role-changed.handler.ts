import { Injectable } from '@nestjs/common';
import { RoleChanged } from '#membership';
import { HandlerOf, type Handler } from '#platform/events';
import { ApplicationMatter } from './application-matter.service.js';

/** Whoever leads from now on finds what waits; whoever leads no more does not. */
@Injectable()
@HandlerOf(RoleChanged, 'recount-when-role-changed')
export class RecountWhenRoleChanged implements Handler<RoleChanged> {
  constructor(private readonly matter: ApplicationMatter) {}

  async handle({ communityId }: RoleChanged): Promise<void> {
    await this.matter.refresh(communityId);
  }
}
