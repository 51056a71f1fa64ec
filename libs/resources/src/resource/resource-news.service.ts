import { Injectable } from '@nestjs/common';
import type { Queryable } from '#platform/database';
import { type NewsPlace, type NewResource, ResourceNewsRepository } from './resource-news.repository.js';

/** What is new in libraries, for those who tell people of it. Who may read a library they ask themselves. */
@Injectable()
export class ResourceNews {
  constructor(private readonly news: ResourceNewsRepository) {}

  /** Those of these resources that are not deleted, by id. */
  async standing(ids: readonly string[], on?: Queryable): Promise<Map<string, NewResource>> {
    const rows = ids.length === 0 ? [] : await this.news.standing(ids, on);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** What was shared in these communities, newest first, at most `limit` of each. One statement, none for no place. */
  async since(places: readonly NewsPlace[], limit: number, on?: Queryable): Promise<NewResource[]> {
    return places.length === 0 ? [] : this.news.since(places, limit, on);
  }
}
