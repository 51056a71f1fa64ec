import { Injectable } from '@nestjs/common';
import type { Queryable } from '#platform/database';
import { foldText } from '#platform/text';
import { MemberRepository, type Namesakes } from './member.repository.js';

/** Finds members by what somebody typed, for those who speak to them. */
@Injectable()
export class MembersNamed {
  constructor(private readonly members: MemberRepository) {}

  /**
   * Whom each of these pieces of text (see `Mentions`) begins with: the longest full name that one person alone has
   * among the members and `others`. Without regard to case; an accent that was left out is overlooked where that leads
   * to one person only. Pieces that name nobody, or several, are left out. One statement, none without pieces, besides that
   * of `others`: it is asked which accounts there are besides the members whose folded name is one of these.
   */
  async find(
    communityId: string,
    pieces: readonly string[],
    others: OthersNamed = nobody,
    on?: Queryable,
  ): Promise<Map<string, string>> {
    const beginnings = new Map(pieces.map((piece) => [piece, beginningsOf(piece)]));
    const wanted = new Set([...beginnings.values()].flat().map(({ folded }) => folded));
    if (wanted.size === 0) return new Map();
    const rows = await this.members.namesakes(communityId, [...wanted], await others([...wanted]), on);
    const byFolded = Map.groupBy(rows, ({ folded }) => folded);
    const found = new Map<string, string>();
    for (const [piece, candidates] of beginnings) {
      const named = candidates.find(({ folded }) => byFolded.has(folded));
      const accountId = named && theOne(byFolded.get(named.folded) ?? [], named.name);
      if (accountId !== undefined) found.set(piece, accountId);
    }
    return found;
  }
}

/** Ids of accounts by folded name. */
export type OthersNamed = (folded: readonly string[]) => Promise<readonly string[]>;

const nobody: OthersNamed = () => Promise.resolve([]);

interface Beginning {
  readonly folded: string;
  readonly name: string;
}

/**
 * Every beginning of a piece that ends with a word, or with one sign behind it ("Jr." is part of a name, and the full
 * stop of a sentence is not), the longest first.
 */
function beginningsOf(piece: string): Beginning[] {
  const text = piece.normalize('NFC');
  const ends = [...text.matchAll(/[\p{L}\p{N}\p{M}](?![\p{L}\p{N}\p{M}])(\S?)/gu)].flatMap(
    ({ index, 0: { length }, 1: sign = '' }) => [index + length, index + length - sign.length],
  );
  const names = [...new Set(ends)].toSorted((a, b) => b - a).map((end) => text.slice(0, end).replace(/\s+/g, ' '));
  return names.map((name) => ({ folded: foldText(name), name: name.toLowerCase() }));
}

/** The one who is called so: as it was typed, or else accents apart. */
function theOne(rows: readonly Namesakes[], name: string): string | undefined {
  const exact = rows.filter((row) => row.name === name);
  const those = exact.length > 0 ? exact : rows;
  return those.length === 1 && those[0]?.people === 1 ? those[0].accountId : undefined;
}
