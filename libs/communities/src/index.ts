export { CommunitiesModule } from './communities.module.js';
export { AssociationType } from './association/association.type.js';
export { loadCommunity } from './community/community.loaders.js';
export { CommunityService, type DirectoryRequest } from './community/community.service.js';
export {
  CommunityStatus,
  CommunityType,
  Eligibility,
  JoinPolicy,
  Visibility,
  type CommunityFacts,
  type CommunityKey,
} from './community/community.type.js';
export { loadDirectoryOnce, type DirectorySource } from './directory/directory.service.js';
export { DirectoryError } from './communities.errors.js';
export { communitiesEntities } from './entities.js';
