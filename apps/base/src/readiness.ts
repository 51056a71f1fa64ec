import { Injectable } from '@nestjs/common';
import { Database, statement } from '#platform/database';

const ANSWER = statement('readiness', 'SELECT 1 AS one');
const LIMIT_MS = 1_000;

/** Whether this process should be sent requests, or does its jobs: the database answers and nobody has asked it to end. */
@Injectable()
export class Readiness {
  private draining = false;
  private readonly needs = new Map<string, () => boolean>();

  constructor(private readonly db: Database) {}

  /** Names what the process is not ready without. */
  needsAlso(name: string, holds: () => boolean): void {
    this.needs.set(name, holds);
  }

  /** From now on the answer is no: first step of an orderly end. */
  drain(): void {
    this.draining = true;
  }

  /** Whether the process is about to end. */
  get isDraining(): boolean {
    return this.draining;
  }

  /** The reason why not, in one word, or null when ready. Migrations ran before the process listened. */
  async obstacle(): Promise<string | null> {
    if (this.draining) return 'draining';
    for (const [name, holds] of this.needs) if (!holds()) return name;
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer')), LIMIT_MS);
    });
    try {
      await Promise.race([this.db.run(ANSWER), limit]);
      return null;
    } catch {
      return 'database';
    } finally {
      clearTimeout(timer);
    }
  }
}
