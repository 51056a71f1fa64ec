import { Injectable } from '@nestjs/common';
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
}
