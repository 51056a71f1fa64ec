import { Injectable } from '@nestjs/common';
import { Database, statement } from '#platform/database';

const NAMES = statement('zone-names', `SELECT name FROM pg_timezone_names`);

/**
 * The time zones that PostgreSQL reckons with; browsers and Node know others, by which it would fail. Asked once for a
 * process, since it reads some hundred files for it.
 */
@Injectable()
export class ZoneNameRepository {
  private names: Promise<string[]> | null = null;

  constructor(private readonly db: Database) {}

  /** All of them. */
  all(): Promise<string[]> {
    this.names ??= this.read();
    return this.names;
  }

  private async read(): Promise<string[]> {
    try {
      return (await this.db.run<{ name: string }>(NAMES)).map(({ name }) => name);
    } catch (error) {
      this.names = null;
      throw error;
    }
  }
}
