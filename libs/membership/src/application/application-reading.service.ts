import { Injectable } from '@nestjs/common';
import { keyset } from '#platform/database';
import { encodeCursor, pageOf, type Connection, type Page } from '#platform/graphql';
import type { Viewer } from '#identity';
import { CommunityService } from '#communities';
import { EligibilityService } from '../eligibility/eligibility.service.js';
import { canFacilitate } from '../standing/standing.policy.js';
import { readerOf, StandingService } from '../standing/standing.service.js';
import { canReadPrivateAnswers } from './application.policy.js';
import { ApplicationRepository } from './application.repository.js';
import type { ApplicationKey, ApplicationType } from './application.type.js';
import { PrivateAnswers, type OpenedAnswers } from './private-answers.service.js';

/** Names an application in a set, with its community. */
export interface ApplicationPlace {
  readonly id: string;
  readonly communityId: string;
  readonly accountId: string;
}

/** Reads applications, for sets. What the viewer may not read is not in the answer. */
@Injectable()
export class ApplicationReading {
  constructor(
    private readonly applications: ApplicationRepository,
    private readonly privateAnswers: PrivateAnswers,
    private readonly standings: StandingService,
    private readonly communities: CommunityService,
    private readonly eligibility: EligibilityService,
  ) {}

  /** The same page of the queue of each community that the viewer leads; three statements at most. */
  async pages(
    viewer: Viewer,
    communityIds: readonly string[],
    page: Page<ApplicationKey>,
  ): Promise<Map<string, Connection<ApplicationType>>> {
    const led = await this.ledAmong(viewer, communityIds);
    if (led.length === 0) return new Map();
    const [counts, found] = await Promise.all([
      this.applications.counts(led),
      this.applications.pages(led, page.after, page.size + 1),
    ]);
    const byCommunity = Map.groupBy(found, ({ communityId }) => communityId);
    return new Map(
      led.map((id) => {
        const { rows, hasMore } = keyset(byCommunity.get(id) ?? [], page.size);
        return [id, pageOf(rows, cursorOf, { before: page.after !== null, after: hasMore }, counts.get(id) ?? 0)];
      }),
    );
  }

  /** The viewer's own newest application in each of these communities; one statement, none for nobody. */
  async newest(viewer: Viewer, communityIds: readonly string[]): Promise<Map<string, ApplicationType>> {
    const accountId = readerOf(viewer);
    if (accountId === null) return new Map();
    const found = await this.applications.newest(accountId, communityIds);
    return new Map(found.map((application) => [application.communityId, application]));
  }

  /**
   * The private answers of those of these applications whose communities the viewer leads, opened; two statements. What
   * ended has none any more.
   */
  async openAnswers(viewer: Viewer, places: readonly ApplicationPlace[]): Promise<Map<string, OpenedAnswers>> {
    const standings = await this.standings.standings(viewer, [...new Set(places.map((place) => place.communityId))]);
    const readable = places.filter(({ communityId }) => {
      const standing = standings.get(communityId);
      return standing !== undefined && canReadPrivateAnswers(standing) === true;
    });
    const opened = await this.privateAnswers.open(readable.map(({ id }) => id));
    return new Map(readable.map(({ id }) => [id, opened.get(id) ?? new Map<string, null>()]));
  }

  /**
   * Whether each applicant is of those whom the community is for, where the viewer leads it and records tell it; four
   * statements at most.
   */
  async meeting(viewer: Viewer, places: readonly ApplicationPlace[]): Promise<Map<string, boolean>> {
    const led = new Set(await this.ledAmong(viewer, [...new Set(places.map((place) => place.communityId))]));
    const facts = led.size === 0 ? new Map<string, never>() : await this.communities.factsByIds([...led]);
    const asked = places.flatMap(({ id, communityId, accountId }) => {
      const community = facts.get(communityId);
      return community ? [{ id, community, accountId }] : [];
    });
    const meets = asked.length === 0 ? [] : await this.eligibility.meetsAmong(asked);
    return new Map(
      asked.flatMap(({ id }, place): [string, boolean][] => {
        const answer = meets[place];
        return typeof answer === 'boolean' ? [[id, answer]] : [];
      }),
    );
  }

  private async ledAmong(viewer: Viewer, communityIds: readonly string[]): Promise<string[]> {
    const standings = await this.standings.standings(viewer, communityIds);
    return [...standings].filter(([, standing]) => canFacilitate(standing) === true).map(([id]) => id);
  }
}

const cursorOf = ({ createdAt, id }: ApplicationType): string => encodeCursor([createdAt, id]);
