import type { Side } from '../side.js';
import { Connection } from './connection.js';
import type { ReplyMaker } from './reply-maker.js';

/**
 * Writers that reply without rest, each as its own account and into its own thread, or all into one. Returns acknowledged
 * replies a second. Throws at the first refusal, and when the numbers of a thread have a gap or a double.
 */
export async function replyWithoutRest(
  side: Side,
  job: { readonly seconds: number; readonly connections: number; readonly threads: number },
  replies: ReplyMaker,
): Promise<number> {
  const connections = await Promise.all(Array.from({ length: job.connections }, () => Connection.open(side.port)));
  const start = performance.now();
  const end = start + job.seconds * 1000;
  let acknowledged = 0;
  const numbers = Array.from({ length: job.threads }, (): number[] => []);
  const writer = async (connection: Connection, at: number): Promise<void> => {
    while (performance.now() < end) {
      const reply = side.reply(replies.next(side, at, job.threads));
      numbers[at % job.threads]?.push(side.numberOf(await connection.json(reply)));
      acknowledged += 1;
    }
  };
  try {
    await Promise.all(connections.map(writer));
  } finally {
    for (const connection of connections) connection.close();
  }
  const perSecond = acknowledged / ((performance.now() - start) / 1000);
  for (const given of numbers) {
    const sorted = given.toSorted((a, b) => a - b);
    const wrong = sorted.findIndex((number, at) => at > 0 && number !== (sorted[at - 1] ?? 0) + 1);
    if (wrong > 0) throw new Error(`Number ${sorted[wrong]} came after ${sorted[wrong - 1]}.`);
  }
  return perSecond;
}
