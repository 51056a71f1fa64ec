import type { Side } from '../side.js';
import { Connection } from './connection.js';
import type { ReplyMaker } from './reply-maker.js';

/**
 * Writers that reply without rest, each into its own thread and as its own account. Returns acknowledged replies a
 * second. Throws at the first refusal, and when the numbers of a thread have a gap or a double.
 */
export async function replyWithoutRest(
  side: Side,
  job: { readonly seconds: number; readonly connections: number },
  replies: ReplyMaker,
): Promise<number> {
  const connections = await Promise.all(Array.from({ length: job.connections }, () => Connection.open(side.port)));
  const start = performance.now();
  const end = start + job.seconds * 1000;
  let acknowledged = 0;
  const writer = async (connection: Connection, at: number): Promise<void> => {
    let last: number | null = null;
    while (performance.now() < end) {
      const number = side.numberOf(await connection.json(side.reply(replies.next(side, at))));
      if (last !== null && number !== last + 1) throw new Error(`Number ${number} came after ${last}.`);
      last = number;
      acknowledged += 1;
    }
  };
  try {
    await Promise.all(connections.map(writer));
  } finally {
    for (const connection of connections) connection.close();
  }
  return acknowledged / ((performance.now() - start) / 1000);
}
