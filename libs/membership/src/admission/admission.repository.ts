import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '#platform/database';
import type { MemberRole } from '../role/role.type.js';

/** Memberships that begin in one community, all in the same way. */
export interface NewMembers {
  readonly communityId: string;
  /** What each person is called, in the order of ids. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly role: MemberRole;
  /** The programme whose roster holds them; null: none. */
  readonly programme: string | null;
  /** The community is public, so the people are seen there. */
  readonly inPublic: boolean;
}

/**
 * One statement, so that the counter can never miss a row; the counter comes last, because everybody waits for it.
 * Whoever is in already is put under the programmes that do not hold them yet, and nothing else happens to them; a
 * membership that ends at this very moment is waited for and begins anew. An inserted row has no xmax, by which the two
 * are told apart. Whoever gets in again was not removed any more.
 */
const ADD = statement(
  'admission-add',
  `WITH forgiven AS (
     DELETE FROM removals WHERE community_id = $1 AND account_id = ANY ($2::uuid[])
   ), written AS (
     INSERT INTO memberships AS m (community_id, account_id, role, sort_name, enrolled_by)
     SELECT $1, p.id, $4, p.name, $5::text[] FROM unnest($2::uuid[], $3::text[]) AS p (id, name) ORDER BY p.id
     ON CONFLICT (community_id, account_id) DO UPDATE SET enrolled_by = m.enrolled_by || excluded.enrolled_by
       WHERE NOT m.enrolled_by @> excluded.enrolled_by
     RETURNING m.community_id, m.account_id, m.xmax = 0 AS joined
   ), seen AS (
     INSERT INTO public_members (account_id) SELECT account_id FROM written WHERE joined AND $6::boolean
     ON CONFLICT DO NOTHING
   ), counted AS (
     INSERT INTO community_member_counts AS k (community_id, members)
     SELECT community_id, count(*) FROM written WHERE joined GROUP BY community_id
     ON CONFLICT (community_id) DO UPDATE SET members = k.members + excluded.members
   )
   SELECT account_id AS id, joined FROM written`,
);
const RELEASE = statement(
  'admission-release',
  `UPDATE memberships SET enrolled_by = array_remove(enrolled_by, $3::text)
   WHERE (community_id, account_id) IN (
     SELECT community_id, account_id FROM memberships
     WHERE community_id = $1 AND account_id = ANY ($2::uuid[]) AND $3 = ANY (enrolled_by)
     ORDER BY account_id FOR UPDATE)
   RETURNING account_id AS id`,
);
const STATE = statement(
  'admission-state',
  `INSERT INTO attestations (community_id, account_id, statement) VALUES ($1, $2, $3)
   ON CONFLICT (community_id, account_id) DO UPDATE SET statement = excluded.statement, stated_at = now()`,
);

/** SQL that lets people into communities. */
@Injectable()
export class AdmissionRepository {
  /** Who was not a member before (`joined`), and who was and is under a programme more; the others are left out. */
  add(
    tx: Tx,
    { communityId, people, role, programme, inPublic }: NewMembers,
  ): Promise<{ id: string; joined: boolean }[]> {
    const [ids, names] = [people.map(({ id }) => id), people.map(({ name }) => name)];
    return tx.run(ADD, [communityId, ids, names, role, programme === null ? [] : [programme], inPublic]);
  }

  /** Takes a programme off members; ids of those whom it held. */
  async release(tx: Tx, communityId: string, accountIds: readonly string[], programme: string): Promise<Set<string>> {
    const rows = await tx.run<{ id: string }>(RELEASE, [communityId, accountIds, programme]);
    return new Set(rows.map(({ id }) => id));
  }

  /** Keeps the sentence that somebody stated, and the moment. */
  async keepStatement(tx: Tx, communityId: string, accountId: string, sentence: string): Promise<void> {
    await tx.run(STATE, [communityId, accountId, sentence]);
  }
}
