import { Injectable } from '@nestjs/common';
import { CommunityService } from '#communities';
import { AccountService, type PersonType, type Viewer } from '#identity';
import { PlaceService } from '#membership';
import { demand, Unauthenticated } from '#platform/errors';
import { RateLimits } from '#platform/limits';
import { foldText } from '#platform/text';
import { canReadThread } from '../thread/thread.policy.js';
import { ThreadService } from '../thread/thread.service.js';
import type { MentionPlace } from './mentionable.input.js';
import { MentionableRepository } from './mentionable.repository.js';

/** Finds people to mention: nobody who could not read it, so a name that is offered is one that reaches its owner. */
@Injectable()
export class MentionableService {
  constructor(
    private readonly people: MentionableRepository,
    private readonly threads: ThreadService,
    private readonly places: PlaceService,
    private readonly communities: CommunityService,
    private readonly accounts: AccountService,
    private readonly limits: RateLimits,
  ) {}

  /**
   * Eight people at most whose name, or a word of it, begins so: whoever wrote in the thread first, then members.
   * @throws NotFound where the viewer may not read, RateLimited
   */
  async find(viewer: Viewer, place: MentionPlace, text: string, request: object): Promise<PersonType[]> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    await this.limits.take('mention', accountId);
    const where = await this.readable(viewer, place, request);
    const ids = await this.people.find({ ...where, viewerId: accountId, text: foldText(text) });
    const found = await this.accounts.personsOf(ids);
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  private async readable(
    viewer: Viewer,
    place: MentionPlace,
    request: object,
  ): Promise<{ communityId: string; threadId: string | null }> {
    if ('threadId' in place) {
      const { id, communityId } = await this.threads.read(viewer, place.threadId, request);
      return { communityId, threadId: id };
    }
    const community = await this.communities.factsBySlug(place.slug);
    demand(canReadThread(await this.places.at(viewer, community, request)));
    return { communityId: community.id, threadId: null };
  }
}
