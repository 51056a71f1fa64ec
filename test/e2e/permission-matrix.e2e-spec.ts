import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { ACTORS, PLACES, type Actor, type Place } from '../matrix/actors.js';
import { FIELD_ROWS, OPERATION_ROWS, PATH_ROWS, SOCKET_ROWS, type Row } from '../matrix/expectations.js';
import { FIELDS } from '../matrix/fields.js';
import { everyPlace, lettersOf, MatrixSite, type Turn } from '../matrix/matrix-site.js';
import { OPERATIONS } from '../matrix/operations.js';

const ROOT = join(import.meta.dirname, '../..');
const bare = (name: string): string => name.replace(/ \(.*/, '');
const namesOf = (rows: Readonly<Record<string, unknown>>): string[] =>
  [...new Set(Object.keys(rows).map(bare))].toSorted();

/** Every operation of the committed schema, which another test holds against the code. */
function operationsOfTheSchema(): string[] {
  const schema = buildSchema(readFileSync(join(ROOT, 'schema.graphql'), 'utf8'));
  return [schema.getQueryType(), schema.getMutationType()]
    .flatMap((type) => Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`))
    .toSorted();
}

/** `Type.field` of every @ResolveField whose type another lib declares, read from the sources. */
function fieldsAcrossLibs(): string[] {
  const home = new Map<string, { lib: string; name: string }>();
  const sources = globSync('libs/*/src/**/*.ts', { cwd: ROOT })
    .filter((file) => !/\.(int-)?spec\.ts$/.test(file))
    .map((file) => ({ lib: file.split('/')[1] ?? '', text: readFileSync(join(ROOT, file), 'utf8') }));
  for (const { lib, text } of sources) {
    for (const [, quoted, name = ''] of text.matchAll(/@ObjectType\((?:\s*'(\w+)')?[\s\S]*?export class (\w+)/g))
      home.set(name, { lib, name: quoted ?? name });
  }
  const found: string[] = [];
  for (const { lib, text } of sources) {
    // A file may hold the resolvers of several types.
    for (const resolver of text.split('@Resolver(').slice(1)) {
      const type = home.get(/^\(\) => (\w+)\)/.exec(resolver)?.[1] ?? '');
      if (!type || type.lib === lib) continue;
      for (const [, named, method = ''] of resolver.matchAll(
        /@ResolveField\((?:\s*'(\w+)')?[\s\S]*?\n {2}(?:async )?(\w+)\(/g,
      ))
        found.push(`${type.name}.${named ?? method}`);
    }
  }
  return found.toSorted();
}

const ENDED_SESSION: Turn = { sql: 'DELETE FROM sessions WHERE account_id = $1 AND $2::uuid IS NOT NULL' };
const REVOKED_TOKEN: Turn = {
  by: 'token',
  sql: 'DELETE FROM access_tokens WHERE account_id = $1 AND $2::uuid IS NOT NULL',
};
const EXPIRED_TOKEN: Turn = {
  by: 'token',
  sql: `UPDATE access_tokens SET expires_at = now() - interval '1 second' WHERE account_id = $1 AND $2::uuid IS NOT NULL`,
};
const REMOVED: Turn = {
  sql: `INSERT INTO removals (account_id, community_id, reason) VALUES ($1, $2, 'It was agreed upon.')`,
};

describe('who may do what', () => {
  let site: MatrixSite;
  beforeAll(async () => {
    site = await MatrixSite.start();
  });
  afterAll(() => site?.stop());

  /** Every actor in every place; all of a row are told at once. */
  const found = async (row: Row, outcome: (actor: Actor, place: Place, expected: string) => Promise<string>) => {
    const letters: Record<string, string> = {};
    for (const place of PLACES) {
      let line = '';
      for (const [index, actor] of ACTORS.entries())
        line += await outcome(actor, place, lettersOf(row, place)[index] ?? '');
      letters[place] = line;
    }
    return letters;
  };

  it('is written down for each operation, field across libs and socket event', () => {
    expect(namesOf(OPERATION_ROWS)).toEqual(operationsOfTheSchema());
    expect(namesOf(OPERATIONS)).toEqual(operationsOfTheSchema());
    expect(Object.keys(OPERATIONS).toSorted()).toEqual(Object.keys(OPERATION_ROWS).toSorted());
    expect(namesOf(FIELD_ROWS)).toEqual(fieldsAcrossLibs());
    expect(Object.keys(FIELDS).toSorted()).toEqual(Object.keys(FIELD_ROWS).toSorted());
    const contract = readFileSync(join(ROOT, 'libs/contracts/src/socket.ts'), 'utf8');
    const events = /interface ClientToServerEvents \{([\s\S]*?)\n\}/.exec(contract)?.[1] ?? '';
    expect(Object.keys(SOCKET_ROWS).toSorted()).toEqual(
      [...events.matchAll(/'([a-z:]+)'/g)].map(([, name]) => name).toSorted(),
    );
    const rows = Object.values({ ...OPERATION_ROWS, ...FIELD_ROWS, ...PATH_ROWS, ...SOCKET_ROWS }).flatMap((row) =>
      Object.values(everyPlace(row)),
    );
    expect(rows.filter((letters) => letters.length !== ACTORS.length)).toEqual([]);
  });

  it.each(Object.keys(OPERATION_ROWS))('%s', async (name) => {
    const row = OPERATION_ROWS[name] as Row;
    expect(await found(row, (actor, place, expected) => site.outcome(name, actor, place, expected))).toEqual(
      everyPlace(row),
    );
  });

  it.each(Object.keys(FIELD_ROWS))('%s', async (name) => {
    const row = FIELD_ROWS[name] as Row;
    expect(await found(row, (actor, place) => site.field(name, actor, place))).toEqual(everyPlace(row));
  });

  it.each(Object.keys(PATH_ROWS))('%s', async (name) => {
    const row = PATH_ROWS[name] as Row;
    expect(await found(row, (actor, place) => site.path(name, actor, place))).toEqual(everyPlace(row));
  });

  it.each(Object.keys(SOCKET_ROWS))('%s', async (name) => {
    const row = SOCKET_ROWS[name] as Row;
    expect(await found(row, (actor, place) => site.event(name, actor, place))).toEqual(everyPlace(row));
  });

  /** Operations in which what becomes of an actor is answered otherwise than this actor of the table, as both letters. */
  const differences = async (turn: Turn, actor: Actor, as: Actor): Promise<Record<string, string>> => {
    site.becomes(turn);
    const found: Record<string, string> = {};
    for (const name of Object.keys(OPERATION_ROWS).filter((key) => !OPERATIONS[key]?.byToken)) {
      for (const place of ['public', 'private'] as const) {
        const expected = lettersOf(OPERATION_ROWS[name] as Row, place)[ACTORS.indexOf(as)] ?? '';
        const letter = await site.outcome(name, actor, place, expected);
        if (letter !== expected) found[`${name}, ${place}`] = `${expected}${letter}`;
      }
    }
    return found;
  };
  /** The same difference in both places. */
  const everywhere = (letters: string, ...names: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.flatMap((name) => [`${name}, public`, `${name}, private`].map((key) => [key, letters])));

  it('is for a session that has ended what it is for nobody', async () => {
    // The address has an account, which the table's nobody has not.
    expect(await differences(ENDED_SESSION, 'member', 'anonymous')).toEqual(
      everywhere('+C', 'Mutation.signUpByInvitation'),
    );
  });

  it('is by a token what it is for its owner, but for what opens or closes the account', async () => {
    expect(await differences({ by: 'token' }, 'member', 'member')).toEqual({
      ...everywhere('BF', 'Mutation.changePassword', 'Mutation.requestEmailChange'),
      ...everywhere('+F', 'Mutation.closeAccount', 'Mutation.closeAccount (of the only administrator)'),
      ...everywhere('+F', 'Mutation.createAccessToken', 'Mutation.revokeAccessToken', 'Mutation.revokeSession'),
    });
  });

  it.each([
    ['was revoked', REVOKED_TOKEN],
    ['has expired', EXPIRED_TOKEN],
  ])('is nothing at all by a token that %s: it is told so', async (_, turn) => {
    site.becomes(turn);
    for (const name of Object.keys(OPERATION_ROWS))
      for (const place of ['public', 'private'] as const)
        expect([name, await site.outcome(name, 'member', place, 'U')]).toEqual([name, 'U']);
  });

  it('is for who was removed what it is for who left, but that the door stays closed', async () => {
    // Nor does an invitation from before it open the door again.
    expect(await differences(REMOVED, 'former member', 'former member')).toEqual(
      everywhere('+F', 'Mutation.joinCommunity', 'Mutation.acceptInvitation', 'Mutation.acceptOwnInvitation'),
    );
  });
});
