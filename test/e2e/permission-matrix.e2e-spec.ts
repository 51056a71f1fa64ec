import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { ACTORS, PLACES, type Actor, type Place } from '../matrix/actors.js';
import { FIELD_ROWS, OPERATION_ROWS, PATH_ROWS, SOCKET_ROWS, type Row } from '../matrix/expectations.js';
import { FIELDS } from '../matrix/fields.js';
import { everyPlace, lettersOf, MatrixSite } from '../matrix/matrix-site.js';
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
});
