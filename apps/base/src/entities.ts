import { communitiesEntities } from '#communities';
import { identityEntities } from '#identity';
import { membershipEntities } from '#membership';
import { notificationsEntities } from '#notifications';
import { mailEntities } from '#platform/mail';
import { postsEntities } from '#posts';
import { resourcesEntities } from '#resources';

/** Every entity of the product, for the process's one DataSource and for the drift test. */
export const entities = [
  ...mailEntities,
  ...identityEntities,
  ...communitiesEntities,
  ...membershipEntities,
  ...resourcesEntities,
  ...postsEntities,
  ...notificationsEntities,
];
