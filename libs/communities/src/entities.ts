import { Association } from './association/association.entity.js';
import { Community } from './community/community.entity.js';
import { FormerSlug } from './community/former-slug.entity.js';
import { DirectoryLoad } from './directory/directory-load.entity.js';

/** Tables of this lib, for the DataSource and the drift test. */
export const communitiesEntities = [Association, Community, FormerSlug, DirectoryLoad];
