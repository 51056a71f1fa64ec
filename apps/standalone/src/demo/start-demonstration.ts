import type { Config } from '#platform/config';
import { Database } from '#platform/database';
import { openStorage } from '#platform/storage';
import type { BaseOptions } from '#apps/base';
import { startStandalone, type Standalone } from '../standalone.js';
import { addressOf } from './cast.js';
import { demoConfig } from './demo-config.js';
import { emptyFolder, takeFolder } from './demo-folder.js';
import { loadDemo } from './load-demo.js';
import { isLoaded, markDatabase } from './mark.repository.js';
import { notOurs } from './not-ours.js';
import { renewSignIns, type SignIn } from './sign-ins.js';
import { readWords, type DemoWords } from './words.js';

const SEED = 'copse';

/** A site that is filled with the demonstration. */
export interface Demonstration extends Standalone {
  readonly dataDir: string;
  /** Whether nobody else can reach it. */
  readonly onThisMachine: boolean;
  readonly signIns: readonly SignIn[];
}

/**
 * Starts the product on a database of the demonstration's own, which is filled at the first start.
 * @throws StartError where the database is anything but empty or the demonstration's
 */
export async function startDemonstration(given: Config, say: (line: string) => void): Promise<Demonstration> {
  const { config, ignored } = demoConfig(given);
  if (ignored.length > 0)
    say(`The demonstration leaves ${ignored.join(', ')} alone: nothing of it goes anywhere else.`);
  await takeFolder(config.dataDir);
  const words = readWords();
  let signIns: readonly SignIn[] = [];
  const site = await startStandalone(config, say, {
    async onDatabase(url) {
      if ((await markDatabase(url)) === 'other') throw notOurs();
    },
    async onBase(base) {
      const db = new Database(base.dataSource);
      if (!(await isLoaded(db))) await fill(base, db, words, say);
      signIns = await renewSignIns(db, peopleToSignIn(words));
    },
  });
  return { ...site, signIns, dataDir: config.dataDir, onThisMachine: isLoopback(config.host) };
}

async function fill(
  { config, logger }: BaseOptions,
  db: Database,
  words: DemoWords,
  say: (line: string) => void,
): Promise<void> {
  say('Filling the demonstration, which takes a minute at most …');
  // What a load that was interrupted left behind is spoken of nowhere.
  await emptyFolder(config.dataDir);
  const storage = await openStorage(config, logger);
  const { people, threads, posts, resources } = await loadDemo({ db, storage, words, seed: SEED, now: new Date() });
  say(`Filled it with ${people} people, ${threads} discussions, ${posts} posts and ${resources} resources.`);
}

function peopleToSignIn({ people, institutions }: DemoWords): Omit<SignIn, 'password'>[] {
  const domains = new Map(institutions.map(({ key, domain }) => [key, domain]));
  return people.flatMap(({ signIn: role, name, at }) =>
    role ? [{ role, name, email: `${addressOf(name)}@${domains.get(at) ?? ''}` }] : [],
  );
}

const isLoopback = (host: string | null): boolean => host !== null && /^(127\.|::1$|localhost$)/.test(host);
