import { Injectable } from '@nestjs/common';
import { CommunityService, type CommunityFacts } from '#communities';
import type { Tx } from '#platform/database';
import { PostNews } from '#posts';
import { MailReaders, type HeldReader } from '../post-letter/mail-readers.service.js';
import type { GatheredDigest, Turn } from './digest-gathering.service.js';
import { DigestRepository, type DigestPlace, type DigestReader, type DueDigest } from './digest.repository.js';

/** A digest that may be written, and to whom. */
export interface StandingDigest {
  readonly one: GatheredDigest;
  readonly reader: DigestReader;
  readonly to: HeldReader['to'];
}

/**
 * Looks again, inside the transaction that writes digests, at what they were gathered from some moments ago: from then on
 * until the transaction ends nothing of that becomes otherwise, and whatever ends its reason after that finds what was
 * written, and calls it back.
 */
@Injectable()
export class DigestSecondLook {
  constructor(
    private readonly communities: CommunityService,
    private readonly readers: MailReaders,
    private readonly posts: PostNews,
    private readonly digests: DigestRepository,
  ) {}

  /**
   * Those digests that are true still, and those that have to be gathered anew. Whoever cannot be written to, or stopped
   * digests, has neither. Seven statements or so, in the order in which everybody takes locks.
   */
  async at(
    tx: Tx,
    gathered: readonly GatheredDigest[],
  ): Promise<{ standing: StandingDigest[]; anew: readonly DueDigest[] }> {
    const facts = await this.communities.holdAllFacts(
      tx,
      gathered.flatMap(({ told }) => told.map(({ community }) => community.id)),
    );
    const held = await this.readers.hold(
      tx,
      gathered.flatMap(({ digest: { accountId }, told }) =>
        told.map(({ community }) => ({ accountId, communityId: community.id })),
      ),
    );
    const known = await this.digests.readers(
      tx,
      gathered.map(({ digest }) => digest.accountId),
    );
    const settings = new Map(known.map((reader) => [reader.accountId, reader]));
    const reached = gathered.flatMap((one) => {
      const { accountId } = one.digest;
      const [reader, holding] = [settings.get(accountId), held.get(accountId)];
      const isReached = reader && holding && holding.to.email.toLowerCase() !== reader.refusedEmail;
      return isReached ? [{ one, reader, holding }] : [];
    });
    const is = await this.present(
      tx,
      reached.map(({ one }) => one),
    );
    const [standing, anew]: [StandingDigest[], DueDigest[]] = [[], []];
    for (const { one, reader, holding } of reached) {
      const { accountId } = one.digest;
      const stands =
        !is.outdated.has(accountId) &&
        one.postIds.every((id) => is.posts.has(id)) &&
        one.told.every(
          (turn) =>
            holding.places.has(turn.community.id) &&
            isAsGathered(turn, facts.get(turn.community.id), is.places.get(`${accountId}/${turn.community.id}`)),
        );
      if (stands) standing.push({ one, reader, to: holding.to });
      else anew.push(one.digest);
    }
    return { standing, anew };
  }

  /** What these digests rest on, as it is. */
  private async present(tx: Tx, digests: readonly GatheredDigest[]) {
    const places = await this.digests.places(
      digests.map(({ digest }) => digest),
      tx,
    );
    const posts = await this.posts.holdStanding(
      tx,
      digests.flatMap(({ postIds }) => postIds),
    );
    const outdated = await this.digests.outdated(
      tx,
      digests.flatMap(({ digest: { accountId }, content }) =>
        content.items.map(({ thread: { threadId, communityId, lastNumber } }) => ({
          accountId,
          threadId,
          communityId,
          number: lastNumber,
        })),
      ),
    );
    return {
      places: new Map(places.map((place) => [`${place.accountId}/${place.communityId}`, place])),
      posts,
      outdated,
    };
  }
}

/** Whether what may be said of a community, and when, is what it was. */
const isAsGathered = (
  { place, community }: Turn,
  facts: CommunityFacts | undefined,
  now: DigestPlace | undefined,
): boolean =>
  facts !== undefined &&
  now !== undefined &&
  facts.visibility === community.visibility &&
  facts.eligibility === community.eligibility &&
  facts.status === community.status &&
  now.cadence === place.cadence &&
  now.muted === place.muted &&
  now.contentInMail === place.contentInMail;
