import type { Case } from './case.js';
import { IDENTITY_MUTATIONS } from './mutations/identity.js';
import { MEMBERSHIP_MUTATIONS } from './mutations/membership.js';
import { NOTIFICATIONS_MUTATIONS } from './mutations/notifications.js';
import { POSTS_MUTATIONS } from './mutations/posts.js';
import { RESOURCES_MUTATIONS } from './mutations/resources.js';

/** Every mutation of the schema, by the lib that has it; a name in brackets is a further case of it. */
export const MUTATIONS: Readonly<Record<string, Case>> = {
  ...IDENTITY_MUTATIONS,
  ...MEMBERSHIP_MUTATIONS,
  ...NOTIFICATIONS_MUTATIONS,
  ...POSTS_MUTATIONS,
  ...RESOURCES_MUTATIONS,
};
