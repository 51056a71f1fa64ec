import { Injectable } from '@nestjs/common';
import { CommunityService, type CommunityType } from '#communities';
import { AccountService } from '#identity';
import { PostNews } from '#posts';
import { ResourceNews, type NewResource } from '#resources';
import {
  byUrgency,
  freshOf,
  MOST_RESOURCES,
  MOST_THREADS,
  type DigestContent,
  type DigestItem,
  type FreshThread,
} from './digest-content.js';
import { DigestRepository, type DigestPlace, type DueDigest } from './digest.repository.js';

/** How many threads of one reader are looked at. */
const MOST_LOOKED_AT = 100;
/** How many new resources of one library are looked at; each reader leaves out their own. */
const MOST_SHARED = 50;
/** What was begun before the last digest and came to be after it: no transaction lasts as long. */
const SLACK_MS = 30_000;

/** What one digest tells, and what is noted once it is written. */
export interface GatheredDigest {
  readonly digest: DueDigest;
  readonly content: DigestContent;
  /** Every thread that is told of, those that are only counted among them. */
  readonly threads: readonly FreshThread[];
  /** The communities of which it tells, as they were when it was gathered. */
  readonly told: readonly Turn[];
  /** Ids of the posts whose words stand in it. */
  readonly postIds: readonly string[];
}

/** What many digests tell, and which dials they begin afresh. */
export interface Gathered {
  readonly digests: readonly GatheredDigest[];
  readonly places: readonly DigestPlace[];
  /** The hours of the digests by account, also of those that would tell nothing. */
  readonly hours: ReadonlyMap<string, string>;
}

/** A community whose turn it is, and since when it is told of. */
export interface Turn {
  readonly place: DigestPlace;
  readonly community: CommunityType;
  /** Of threads, a little earlier than of resources: what was mailed before is known of them. */
  readonly threadsSince: string;
  readonly resourcesSince: string;
}

/** Finds what is new for the readers of digests: a few statements, however many they are. */
@Injectable()
export class DigestGathering {
  constructor(
    private readonly digests: DigestRepository,
    private readonly communities: CommunityService,
    private readonly posts: PostNews,
    private readonly resources: ResourceNews,
    private readonly accounts: AccountService,
  ) {}

  /** Digests that would tell nothing are left out. */
  async of(due: readonly DueDigest[]): Promise<Gathered> {
    const places = await this.digests.places(due);
    const communities = await this.communities.byIds([...new Set(places.map(({ communityId }) => communityId))]);
    const byAccount = Map.groupBy(places, ({ accountId }) => accountId);
    const turns = new Map(
      due.map((digest) => [digest, turnsOf(digest, byAccount.get(digest.accountId) ?? [], communities)]),
    );
    const threads = await this.threads(turns);
    const library = await this.library([...turns.values()].flat());
    const told = await this.tell(turns, threads, library);
    return {
      digests: told.filter(({ threads: some, content }) => some.length > 0 || content.resources.length > 0),
      places: [...turns.values()].flat().map(({ place }) => place),
      hours: new Map(due.map(({ accountId, at }) => [accountId, at])),
    };
  }

  /** The threads of each digest, in its order. */
  private async threads(turns: ReadonlyMap<DueDigest, readonly Turn[]>): Promise<Map<DueDigest, FreshThread[]>> {
    const digests = new Map([...turns.keys()].map((digest) => [digest.accountId, digest]));
    const places = [...turns].flatMap(([{ accountId }, here]) =>
      here.map(({ community, threadsSince }) => ({ accountId, communityId: community.id, since: threadsSince })),
    );
    const unread = (await this.posts.unreadSince(places, MOST_LOOKED_AT)).flatMap((thread) => {
      const digest = digests.get(thread.accountId);
      return digest ? [{ digest, thread }] : [];
    });
    const news = await this.digests.news(
      unread.map(({ digest: { accountId, at }, thread: { threadId, communityId } }) => ({
        accountId,
        at,
        threadId,
        communityId,
      })),
    );
    const fresh = unread.flatMap(({ digest, thread }, index) => {
      const known = news[index];
      const one = known && freshOf({ thread, news: known });
      return one ? [{ digest, one }] : [];
    });
    const byDigest = Map.groupBy(fresh, ({ digest }) => digest);
    return new Map([...byDigest].map(([digest, all]) => [digest, all.map(({ one }) => one).toSorted(byUrgency)]));
  }

  /** What is new in the libraries, by community. */
  private async library(turns: readonly Turn[]): Promise<Map<string, NewResource[]>> {
    const earliest = new Map<string, string>();
    for (const { community, resourcesSince } of turns) {
      const known = earliest.get(community.id);
      if (known === undefined || resourcesSince < known) earliest.set(community.id, resourcesSince);
    }
    const places = [...earliest].map(([communityId, since]) => ({ communityId, since }));
    return Map.groupBy(await this.resources.since(places, MOST_SHARED), ({ communityId }) => communityId);
  }

  private async tell(
    turns: ReadonlyMap<DueDigest, readonly Turn[]>,
    threads: ReadonlyMap<DueDigest, readonly FreshThread[]>,
    library: ReadonlyMap<string, readonly NewResource[]>,
  ): Promise<GatheredDigest[]> {
    const shown = [...threads.values()].flatMap((all) => all.slice(0, MOST_THREADS));
    const beginnings = await this.posts.beginnings(distinct(shown));
    const people = await this.accounts.personsOf([...beginnings.values()].map(({ authorId }) => authorId));
    return [...turns].map(([digest, here]): GatheredDigest => {
      const places = new Map(here.map((turn) => [turn.community.id, turn]));
      const all = threads.get(digest) ?? [];
      const postIds: string[] = [];
      const items = all.slice(0, MOST_THREADS).flatMap((thread): DigestItem[] => {
        const turn = places.get(thread.communityId);
        const beginning = beginnings.get(`${thread.threadId}/${thread.number}`);
        const author = beginning && people.get(beginning.authorId);
        // Gone meanwhile, or the reader's own after what was mailed before.
        if (!turn || !author || beginning.authorId === digest.accountId) return [];
        const place = { ...thread, number: beginning.number };
        if (!mayQuote(turn)) return [{ thread: place, community: turn.community, words: null }];
        postIds.push(beginning.postId);
        const words = { author: author.name, excerpt: beginning.excerpt };
        return [{ thread: place, community: turn.community, words }];
      });
      const resources = here.flatMap((turn) => newFor(digest, turn, library.get(turn.community.id) ?? []));
      const moreThreads = Math.max(0, all.length - MOST_THREADS);
      const told = items.length > 0 ? all : [];
      return {
        digest,
        content: {
          items,
          moreThreads: items.length > 0 ? moreThreads : 0,
          resources: resources.slice(0, MOST_RESOURCES).map(({ turn, resource }) => ({
            id: resource.id,
            title: mayQuote(turn) ? resource.title : null,
            lang: resource.language === 'EN' || resource.language === 'FR' ? resource.language : null,
            community: turn.community,
          })),
          moreResources: Math.max(0, resources.length - MOST_RESOURCES),
        },
        threads: told,
        told: here.filter(
          (turn) =>
            resources.some((one) => one.turn === turn) ||
            told.some(({ communityId }) => communityId === turn.community.id),
        ),
        postIds,
      };
    });
  }
}

function turnsOf(
  { daily, weekly }: DueDigest,
  places: readonly DigestPlace[],
  communities: ReadonlyMap<string, CommunityType>,
): Turn[] {
  return places.flatMap((place): Turn[] => {
    const community = communities.get(place.communityId);
    const last = place.cadence === 'DAILY' ? daily : weekly;
    // Of an archived one nothing goes out any more.
    if (!community || community.status === 'ARCHIVED' || last === null) return [];
    const resourcesSince = earlier(place.digestFrom ?? last);
    return [{ place, community, threadsSince: place.digestFrom ?? resourcesSince, resourcesSince }];
  });
}

const earlier = (moment: string): string => new Date(Date.parse(moment) - SLACK_MS).toISOString();

/** Whether mail may say what was written there. */
const mayQuote = ({ place, community }: Turn): boolean => community.visibility === 'PUBLIC' || place.contentInMail;

/** What others shared between the last digest and this one's hour. */
const newFor = (digest: DueDigest, turn: Turn, resources: readonly NewResource[]) =>
  turn.place.muted
    ? []
    : resources
        .filter(
          ({ createdAt, sharerId }) =>
            Date.parse(createdAt) > Date.parse(turn.resourcesSince) &&
            Date.parse(createdAt) <= Date.parse(digest.at) - SLACK_MS &&
            sharerId !== digest.accountId,
        )
        .map((resource) => ({ turn, resource }));

const distinct = (threads: readonly FreshThread[]): FreshThread[] => [
  ...new Map(threads.map((thread) => [`${thread.threadId}/${thread.number}`, thread])).values(),
];
