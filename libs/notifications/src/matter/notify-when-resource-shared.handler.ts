import { Injectable } from '@nestjs/common';
import { ResourceShared } from '#resources';
import { HandlerOf, type Handler } from '#platform/events';
import { ResourceMatter } from './resource-matter.service.js';

/** Those who follow a community find what is new in its library. */
@Injectable()
@HandlerOf(ResourceShared, 'notify-when-resource-shared')
export class NotifyWhenResourceShared implements Handler<ResourceShared> {
  constructor(private readonly matter: ResourceMatter) {}

  async handle(shared: ResourceShared): Promise<void> {
    await this.matter.shared(shared);
  }
}
