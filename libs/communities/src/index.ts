export { CommunitiesModule } from './communities.module.js';
export { CommunityArchived, CommunityChanged } from './communities.events.js';
export { checkAnswers, type GivenAnswer } from './application-form/check-answers.js';
export { applicationForm, FormQuestionInput } from './application-form/form-question.input.js';
export { FormQuestionType, QuestionKind, type FormQuestion } from './application-form/form-question.type.js';
export { formOf, type StoredQuestion } from './application-form/stored-form.js';
export { loadAssociation } from './association/association.loaders.js';
export { AssociationService } from './association/association.service.js';
export { AssociationType } from './association/association.type.js';
export { BilingualTextInput, bilingualText } from './bilingual/bilingual-text.input.js';
export { BilingualTextType, type Bilingual } from './bilingual/bilingual-text.type.js';
export { communityName, communitySlug, communitySummary, shortNames } from './community/community.input.js';
export { forgetCommunity, loadCommunity, loadForm } from './community/community.loaders.js';
export { heldFacts } from './community/community.repository.js';
export { CommunityWriting, type HeldCommunity } from './community/community-writing.service.js';
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
