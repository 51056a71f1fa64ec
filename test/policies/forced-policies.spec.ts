import { globSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACTORS, PLACES } from '../matrix/actors.js';
import { FIELD_ROWS, OPERATION_ROWS, PATH_ROWS, SOCKET_ROWS } from '../matrix/expectations.js';
import { lettersOf, MatrixSite } from '../matrix/matrix-site.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const ROOT = join(import.meta.dirname, '../..');

/** Exported functions of policy files that let nobody through or keep nobody out. */
const NO_PERMISSION: Readonly<Record<string, string>> = {
  wrongPassword: 'makes an error',
  suspended: 'makes an error',
  limitOf: 'names a rate limit',
  abilitiesIn: 'collects what others answer',
  acceptPassword: 'judges a text',
  tellingsFor: 'chooses words for those whom SQL found allowed to hear; test/e2e/told-nobody-else tries who hears',
  aboutPost: 'makes such words',
  judgeOrigin: 'judges where a request comes from; test/e2e/graphql-edge tries it',
};

/** Names of all policies, read from the sources. */
const POLICIES = globSync('libs/*/src/**/*.policy.ts', { cwd: ROOT })
  .toSorted()
  .flatMap((file) =>
    [
      ...readFileSync(join(ROOT, file), 'utf8').matchAll(
        /export (?:async )?(?:function (\w+)|const (\w+) = (?:async )?\()/g,
      ),
    ].map(([, declared, arrow]) => declared ?? arrow ?? ''),
  )
  .filter((name) => !(name in NO_PERMISSION));

/** Every question that must be refused, or answered without what is asked about. */
const REFUSED = [
  ...Object.entries(OPERATION_ROWS).map(([name, row]) => ({ kind: 'operation', name, row }) as const),
  ...Object.entries(FIELD_ROWS).map(([name, row]) => ({ kind: 'field', name, row }) as const),
  ...Object.entries(PATH_ROWS).map(([name, row]) => ({ kind: 'path', name, row }) as const),
  ...Object.entries(SOCKET_ROWS).map(([name, row]) => ({ kind: 'event', name, row }) as const),
].flatMap(({ kind, name, row }) =>
  PLACES.flatMap((place) =>
    ACTORS.flatMap((actor, index) => {
      const expected = lettersOf(row, place)[index] ?? '';
      return 'UFNBC0'.includes(expected) ? [{ kind, name, place, actor, expected }] : [];
    }),
  ),
);

type Question = (typeof REFUSED)[number];

describe('the permission matrix', () => {
  let site: MatrixSite;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let file: string;
  beforeAll(async () => {
    folder = await temporaryFolder();
    file = join(folder.path, 'forced');
    await writeFile(file, '');
    site = await MatrixSite.start({
      built: 'modules',
      env: {
        NODE_OPTIONS: `--import ${join(import.meta.dirname, 'force-policies.mjs')}`,
        COPSE_FORCED_POLICY_FILE: file,
      },
    });
  });
  afterAll(async () => {
    await site?.stop();
    await folder?.remove();
  });

  const force = (names: readonly string[]): Promise<void> => writeFile(file, names.join(','));

  const letterNow = ({ kind, name, place, actor, expected }: Question): Promise<string> => {
    if (kind === 'operation') return site.outcome(name, actor, place, expected);
    if (kind === 'path') return site.path(name, actor, place);
    return kind === 'field' ? site.field(name, actor, place) : site.event(name, actor, place);
  };

  /** The first question that is answered otherwise than it must be; undefined when all are as they must be. */
  const firstRed = async (questions: readonly Question[]): Promise<string | undefined> => {
    for (const question of questions) {
      const { name, place, actor, expected } = question;
      const letter = await letterNow(question);
      if (letter !== expected) return `${name} by ${actor} in ${place}: ${letter} in place of ${expected}`;
    }
    return undefined;
  };

  let behind: Promise<Question[]> | undefined;
  /** What is refused also while every door stands open: by what stands behind the doors. */
  const behindOpenDoors = (): Promise<Question[]> =>
    (behind ??= (async () => {
      await force(['passDoor']);
      const refused: Question[] = [];
      for (const question of REFUSED) {
        const letter = await letterNow(question);
        if ('UFNBC0'.includes(letter)) refused.push({ ...question, expected: letter });
      }
      site.forget();
      return refused;
    })());

  it('can force every policy', async () => {
    const loaded = (await readFile(`${file}.loaded`, 'utf8')).split('\n');
    expect(POLICIES.filter((name) => !loaded.includes(name))).toEqual([]);
  });

  it('is green in all that it refuses while no policy is forced', async () => {
    expect(POLICIES.length).toBeGreaterThan(15);
    expect(await firstRed(REFUSED)).toBeUndefined();
  });

  it.each(POLICIES)('notices when %s allows everything', async (name) => {
    await force([name]);
    let red = await firstRed(REFUSED);
    site.forget();
    // A policy behind a door of the same rule is seen only when the door is open.
    if (red === undefined) {
      const questions = await behindOpenDoors();
      await force(['passDoor', name]);
      red = await firstRed(questions);
      site.forget();
    }
    await force([]);
    expect(red).toBeDefined();
  });
});
