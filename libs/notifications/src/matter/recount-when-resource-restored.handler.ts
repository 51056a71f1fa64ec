import { Injectable } from '@nestjs/common';
import { ResourceRestored } from '#resources';
import { HandlerOf, type Handler } from '#platform/events';
import { ResourceMatter } from './resource-matter.service.js';

/** What was put back into a library is counted again, and told where nobody was told of it before. */
@Injectable()
@HandlerOf(ResourceRestored, 'recount-when-resource-restored')
export class RecountWhenResourceRestored implements Handler<ResourceRestored> {
  constructor(private readonly matter: ResourceMatter) {}

  async handle(restored: ResourceRestored): Promise<void> {
    await this.matter.restored(restored);
  }
}
