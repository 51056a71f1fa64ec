import { Injectable } from '@nestjs/common';
import type { Queryable } from '#platform/database';
import type { Viewer } from '#identity';
import { AssociationRepository } from './association.repository.js';
import type { AssociationType } from './association.type.js';

/** Associations; public to everybody. */
@Injectable()
export class AssociationService {
  constructor(private readonly associations: AssociationRepository) {}

  /** Every association of the site, whoever asks. */
  all(_viewer: Viewer): Promise<AssociationType[]> {
    return this.associations.all();
  }

  /** Associations by slug; unknown slugs are left out. One statement. */
  async bySlugs(slugs: readonly string[], on?: Queryable): Promise<Map<string, AssociationType>> {
    return new Map((await this.associations.bySlugs(slugs, on)).map((association) => [association.slug, association]));
  }

  /** Associations by id, for loaders; unknown ids are left out. One statement. */
  async byIds(ids: readonly string[], on?: Queryable): Promise<Map<string, AssociationType>> {
    return new Map((await this.associations.byIds(ids, on)).map((association) => [association.id, association]));
  }
}
