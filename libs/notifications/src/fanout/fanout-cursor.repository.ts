import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '#platform/database';

const HOLD = statement(
  'fanout-hold',
  `INSERT INTO fanouts AS f (subject_id, number) VALUES ($1, 0)
   ON CONFLICT (subject_id) DO UPDATE SET number = f.number RETURNING number, behind`,
);
const MOVE = statement('fanout-move', `UPDATE fanouts SET number = $2 WHERE subject_id = $1`);
const ONCE = statement(
  'fanout-once',
  `INSERT INTO fanouts (subject_id, number) VALUES ($1, 1) ON CONFLICT (subject_id) DO NOTHING RETURNING 1 AS first`,
);

/** SQL about what everybody was told of already. */
@Injectable()
export class FanoutCursorRepository {
  /** Up to where everybody was told of this subject; nobody else tells of it before the transaction ends. */
  async hold(tx: Tx, subjectId: string): Promise<number> {
    const [row] = await tx.run<{ number: number }>(HOLD, [subjectId]);
    return row?.number ?? 0;
  }

  /** The same of a thread, and whether its writers were never made to follow it. */
  async holdThread(tx: Tx, threadId: string): Promise<{ readonly number: number; readonly behind: boolean }> {
    const [row] = await tx.run<{ number: number; behind: boolean }>(HOLD, [threadId]);
    return row ?? { number: 0, behind: false };
  }

  async move(tx: Tx, subjectId: string, number: number): Promise<void> {
    await tx.run(MOVE, [subjectId, number]);
  }

  /** Whether this is the first telling of a subject that is told of once, such as a resource; of two at once one is. */
  async once(tx: Tx, subjectId: string): Promise<boolean> {
    return (await tx.run(ONCE, [subjectId])).length === 1;
  }
}
