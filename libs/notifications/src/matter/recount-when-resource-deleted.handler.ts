import { Injectable } from '@nestjs/common';
import { ResourceDeleted } from '#resources';
import { HandlerOf, type Handler } from '#platform/events';
import { ResourceMatter } from './resource-matter.service.js';

/** What stands in a library no more is not announced any longer. */
@Injectable()
@HandlerOf(ResourceDeleted, 'recount-when-resource-deleted')
export class RecountWhenResourceDeleted implements Handler<ResourceDeleted> {
  constructor(private readonly matter: ResourceMatter) {}

  async handle(deleted: ResourceDeleted): Promise<void> {
    await this.matter.recount(deleted);
  }
}
