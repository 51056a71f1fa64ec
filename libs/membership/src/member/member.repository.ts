import { Injectable } from '@nestjs/common';
import { Database, statement, type Queryable } from '#platform/database';
import { openNames } from '#identity';
import type { MemberRole } from '../role/role.type.js';
import { visibleTo } from '../standing/standing.repository.js';
import type { MemberKey } from './member.type.js';

/** One row of a list of members. */
export interface MemberRow {
  readonly communityId: string;
  readonly accountId: string;
  readonly role: MemberRole;
  readonly sortName: string;
  readonly joinedAt: string;
}

/** FACILITATOR sorts before MEMBER. */
const ORDER = `m.role, m.sort_name COLLATE "und-x-icu", m.account_id`;

const pages = (name: string, where: string) =>
  statement(
    name,
    `SELECT m.community_id AS "communityId", m.account_id AS "accountId", m.role, m.sort_name AS "sortName",
            m.joined_at AS "joinedAt"
     FROM unnest($1::uuid[]) AS c (id) CROSS JOIN LATERAL (
       SELECT * FROM memberships m WHERE m.community_id = c.id ${where} ORDER BY ${ORDER} LIMIT $2) AS m
     ORDER BY m.community_id, ${ORDER}`,
  );

const FIRST_PAGES = pages('members-first', '');
const NEXT_PAGES = pages('members-after', `AND (${ORDER}) > ($3, $4, $5::uuid)`);

const COUNTS = statement(
  'members-count',
  `SELECT c.id, coalesce(k.members, 0) AS members
   FROM unnest($1::uuid[]) AS c (id) LEFT JOIN community_member_counts k ON k.community_id = c.id
   WHERE ${visibleTo('c.id', '$2::uuid')}`,
);

/** People of one name, as it is written and as it is folded. */
export interface Namesakes {
  readonly folded: string;
  /** Without regard to case. */
  readonly name: string;
  readonly people: number;
  /** One of them: the one, where there is one. */
  readonly accountId: string;
}

/** A row for each way in which a name is written, however many people have it. */
const NAMESAKES = statement(
  'members-namesakes',
  `SELECT a.folded, lower(a.name COLLATE "und-x-icu") AS name, count(*) AS people, min(a.id::text) AS "accountId"
   FROM (SELECT account_id AS id FROM memberships WHERE community_id = $1 UNION SELECT unnest($3::uuid[])) AS here
   JOIN (${openNames()}) AS a USING (id)
   WHERE a.folded = ANY ($2::text[]) GROUP BY 1, 2`,
);

/** SQL of the lists of members. */
@Injectable()
export class MemberRepository {
  constructor(private readonly db: Database) {}

  /** How many members there are, for those of these communities that the reader may read. */
  async counts(readerId: string | null, communityIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.db.run<{ id: string; members: number }>(COUNTS, [communityIds, readerId]);
    return new Map(rows.map((row) => [row.id, row.members]));
  }

  /** At most `size` members of each community, after the same key in each. */
  pages(communityIds: readonly string[], after: MemberKey | null, size: number): Promise<MemberRow[]> {
    return after === null
      ? this.db.run<MemberRow>(FIRST_PAGES, [communityIds, size])
      : this.db.run<MemberRow>(NEXT_PAGES, [communityIds, size, ...after]);
  }

  /** The members, and these others, whose folded name is one of these; people of the same name counted together. */
  namesakes(
    communityId: string,
    folded: readonly string[],
    others: readonly string[],
    on: Queryable = this.db,
  ): Promise<Namesakes[]> {
    return on.run<Namesakes>(NAMESAKES, [communityId, folded, others]);
  }
}
