import { Injectable } from '@nestjs/common';
import { CommunityChanged } from '#communities';
import { HandlerOf, type Handler } from '#platform/events';
import { BellRinger } from './bell-ringer.service.js';
import { BellRepository } from './bell.repository.js';

const BATCH = 1_000;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Where a community becomes private or public, what outsiders were told of it is hidden or seen from then on: so their bells change. */
@HandlerOf(CommunityChanged, 'ring-when-community-changed')
@Injectable()
export class RingWhenCommunityChanged implements Handler<CommunityChanged> {
  constructor(
    private readonly bells: BellRepository,
    private readonly ringer: BellRinger,
  ) {}

  async handle({ communityId }: CommunityChanged): Promise<void> {
    for (let after: string | undefined = FIRST; after !== undefined;) {
      const some: string[] = await this.bells.outside(communityId, after, BATCH);
      this.ringer.ring(some);
      after = some.length === BATCH ? some.at(-1) : undefined;
    }
  }
}
