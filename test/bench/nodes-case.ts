import type { Bench, Round } from './case.js';
import { makeTexts } from './data/texts.js';
import { Load, startProduct, type RunningServer } from './processes.js';
import { redisFor } from './redis-for.js';

/**
 * Pages a second for members of two nodes of the api (`ours`) and of one (`limit`), each node on a core of its own and asked
 * by a process of its own. Throws where two nodes, what asks them and the database would be in each other's way.
 */
export async function twoNodes(bench: Bench): Promise<Round[]> {
  const { around, settings, dataset } = bench;
  const { second } = around.cores;
  if (second === null)
    throw new Error('two nodes with a core each, what asks them and the database need four cores and taskset.');
  const redis = await redisFor(bench);
  const stops: (() => Promise<void>)[] = [redis.stop];
  try {
    const other = Load.start();
    stops.push(() => other.stop());
    await other.do({ kind: 'begin', dataset, texts: makeTexts() });
    const nodes: [RunningServer, Load][] = [];
    for (const [load, server] of [
      [bench.load, around.cores.server],
      [other, second],
    ] as const) {
      const cores = { ...around.cores, server };
      const node = await startProduct({ ...around, cores }, { REDIS_URL: redis.url }, 'api');
      stops.push(node.stop);
      nodes.push([node, load]);
    }
    const { connections, repliesPerSecond } = settings;
    const read = async (among: typeof nodes, seconds: number): Promise<number> => {
      const figures = among.map(([{ name, port }, load]) =>
        load.do({
          kind: 'read',
          what: 'page',
          signedIn: true,
          side: { name, port },
          seconds,
          connections,
          repliesPerSecond: repliesPerSecond / among.length,
        }),
      );
      return (await Promise.all(figures)).reduce((sum, figure) => sum + figure, 0);
    };
    await read(nodes, settings.warmUpSeconds);
    const rounds: Round[] = [];
    while (rounds.length < settings.rounds) {
      const ours = await read(nodes, settings.seconds);
      rounds.push({ ours, limit: await read(nodes.slice(0, 1), settings.seconds) });
    }
    return rounds;
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}
