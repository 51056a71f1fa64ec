import { Injectable } from '@nestjs/common';
import { keyset } from '#platform/database';
import { encodeCursor, pageOf, type Connection, type Page } from '#platform/graphql';
import { AccountService, type PersonType, type Viewer } from '#identity';
import { readerOf } from '../standing/standing.service.js';
import { MemberRepository, type MemberRow } from './member.repository.js';
import type { MemberKey, MemberType } from './member.type.js';

/** Lists and numbers of members. What the viewer may not read is not in the answer. */
@Injectable()
export class MemberService {
  constructor(
    private readonly members: MemberRepository,
    private readonly accounts: AccountService,
  ) {}

  /** Numbers of members of those communities that the viewer may read; one statement. */
  counts(viewer: Viewer, communityIds: readonly string[]): Promise<Map<string, number>> {
    return this.members.counts(readerOf(viewer), communityIds);
  }

  /** The same page of each community that the viewer may read; three statements at most, however many they are. */
  async pages(
    viewer: Viewer,
    communityIds: readonly string[],
    page: Page<MemberKey>,
  ): Promise<Map<string, Connection<MemberType>>> {
    const counts = await this.counts(viewer, communityIds);
    if (counts.size === 0) return new Map();
    const found = await this.members.pages([...counts.keys()], page.after, page.size + 1);
    const byCommunity = Map.groupBy(found, (row) => row.communityId);
    const persons = await this.accounts.personsOf(found.map((row) => row.accountId));
    return new Map(
      [...counts].map(([id, total]) => {
        const { rows, hasMore } = keyset(byCommunity.get(id) ?? [], page.size);
        const nodes = rows.map((row) => toNode(row, persons));
        return [id, pageOf(nodes, (node) => node.cursor, { before: page.after !== null, after: hasMore }, total)];
      }),
    );
  }
}

interface Node extends MemberType {
  readonly cursor: string;
}

const toNode = (row: MemberRow, persons: ReadonlyMap<string, PersonType>): Node => {
  const person = persons.get(row.accountId);
  if (!person) throw new Error('A membership points at an account.');
  return {
    person,
    role: row.role,
    joinedAt: row.joinedAt,
    cursor: encodeCursor([row.role, row.sortName, row.accountId]),
  };
};
