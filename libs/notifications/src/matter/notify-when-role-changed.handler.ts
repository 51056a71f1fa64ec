import { Injectable } from '@nestjs/common';
import { RoleChanged } from '#membership';
import { HandlerOf, type Handler } from '#platform/events';
import { RoleMatter } from './role-matter.service.js';

/** The member finds the new role in the inbox. */
@Injectable()
@HandlerOf(RoleChanged, 'notify-when-role-changed')
export class NotifyWhenRoleChanged implements Handler<RoleChanged> {
  constructor(private readonly matter: RoleMatter) {}

  async handle(event: RoleChanged): Promise<void> {
    await this.matter.changed(event);
  }
}
