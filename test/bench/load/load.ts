/** The process that makes the load: it is told each job over IPC and answers with a figure or with why there is none. */
import type { Dataset } from '../dataset.js';
import { BareSide } from '../bare-side.js';
import { OurSide } from '../our-side.js';
import { Random } from '../random.js';
import type { Side, SideAddress } from '../side.js';
import { compareAnswers } from './compare.js';
import { Bells } from './bell-load.js';
import { fetchFile, sendFiles } from './file-load.js';
import type { Job, Outcome } from './job.js';
import { Audience } from './live-load.js';
import { readAtRandom } from './read-load.js';
import { replyWithoutRest } from './reply-load.js';
import { searchInTurn } from './search-load.js';
import { ReplyMaker } from './reply-maker.js';

const random = new Random();
const audiences = new Map<SideAddress['name'], Audience>();
const bells = new Map<SideAddress['name'], Bells>();
let dataset: Dataset = { threads: [], sessions: [] };
let replies = new ReplyMaker(dataset, [], random);

const sideAt = ({ name, port }: SideAddress): Side => (name === 'ours' ? new OurSide(port) : new BareSide(port));

async function run(job: Job): Promise<number> {
  switch (job.kind) {
    case 'begin':
      dataset = job.dataset;
      replies = new ReplyMaker(dataset, job.texts, random);
      return 0;
    case 'compare':
      await compareAnswers(sideAt(job.ours), sideAt(job.bare), job.samples, dataset, random);
      return 0;
    case 'read':
      return readAtRandom(sideAt(job.side), job, dataset, random, replies);
    case 'reply':
      return replyWithoutRest(sideAt(job.side), job, replies);
    case 'send': {
      const [session] = dataset.sessions;
      if (!session) throw new Error('Nobody is there to send anything.');
      return sendFiles(job.side, job, session);
    }
    case 'fetch':
      return fetchFile(job.side, job);
    case 'search':
      return searchInTurn(job, dataset, random);
    case 'bells': {
      bells.get(job.side.name)?.close();
      const made = new Bells(job);
      bells.set(job.side.name, made);
      return made.enter();
    }
    case 'ring': {
      const heard = bells.get(job.side.name);
      if (!heard) throw new Error('Nobody has a bell.');
      return heard.ring(sideAt(job.side), job, replies);
    }
    case 'watch': {
      const known = audiences.get(job.side.name);
      if (known?.isAt(job.side)) return known.enter(job.sockets);
      known?.close();
      const audience = new Audience(job.side, job.people ?? dataset.sessions, job.thread);
      audiences.set(job.side.name, audience);
      return audience.enter(job.sockets);
    }
    case 'deliver': {
      const audience = audiences.get(job.side.name);
      if (!audience) throw new Error('Nobody watches.');
      return audience.hear(sideAt(job.side), job.messages, job.pauseMs, replies);
    }
  }
}

process.on('message', (job: Job) => {
  run(job).then(
    (figure) => process.send?.({ figure } satisfies Outcome),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? error.message : String(error) } satisfies Outcome),
  );
});
// The parent is gone: nobody wants the figures any more.
process.on('disconnect', () => process.exit());
