import { Injectable } from '@nestjs/common';
import { NotFound } from '#platform/errors';
import { AccountService, type PersonType, type Viewer } from '#identity';
import { CommunityService, type CommunityType } from '#communities';
import { readerOf } from '../standing/standing.service.js';
import { canSeePerson } from './person.policy.js';
import { PersonRepository } from './person.repository.js';

/** What people see of each other. */
@Injectable()
export class PersonService {
  constructor(
    private readonly people: PersonRepository,
    private readonly accounts: AccountService,
    private readonly communities: CommunityService,
  ) {}

  /** A person whom the viewer can meet somewhere. @throws NotFound for all others, there or not */
  async person(viewer: Viewer, id: string): Promise<PersonType> {
    const readerId = readerOf(viewer);
    const [person, seen] = await Promise.all([
      this.accounts.person(viewer, id),
      readerId === null ? false : this.people.isSeen(id, readerId),
    ]);
    if (!person || !canSeePerson(viewer, id, seen)) throw new NotFound();
    return person;
  }

  /** Communities that the viewer shares with each of these people, by name; two statements. */
  async sharedCommunities(viewer: Viewer, personIds: readonly string[]): Promise<Map<string, CommunityType[]>> {
    const readerId = readerOf(viewer);
    if (readerId === null) return new Map();
    const pairs = await this.people.sharedCommunities(readerId, personIds);
    const found = await this.communities.byIds([...new Set(pairs.map((pair) => pair.communityId))]);
    const language = viewer.language ?? 'EN';
    const inOrder = [...found.values()].sort((a, b) => a.names[language].localeCompare(b.names[language], language));
    const shared = Map.groupBy(pairs, (pair) => pair.personId);
    return new Map(
      [...shared].map(([personId, both]) => {
        const ids = new Set(both.map((pair) => pair.communityId));
        return [personId, inOrder.filter((community) => ids.has(community.id))];
      }),
    );
  }
}
