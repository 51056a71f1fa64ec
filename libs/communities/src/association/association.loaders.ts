import { loaderOf } from '#platform/graphql';
import type { AssociationService } from './association.service.js';
import type { AssociationType } from './association.type.js';

const ASSOCIATION = Symbol('communities.association');

/** An association by id; all that one request asks for come in one statement. */
export const loadAssociation = (
  context: object,
  service: AssociationService,
  id: string,
): Promise<AssociationType | null> => loaderOf(context, ASSOCIATION, (ids) => service.byIds(ids)).load(id);
