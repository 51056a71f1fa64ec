import { ApplicationMatter } from './application-matter.service.js';
import { ForgetEndedInvitations } from './forget-ended-invitations.task.js';
import { ForgetWhenInvitationEnded } from './forget-when-invitation-ended.handler.js';
import { InvitationMatter } from './invitation-matter.service.js';
import { MatterRepository } from './matter.repository.js';
import { NotifyOfInvitationsWhenAddressConfirmed } from './notify-of-invitations-when-address-confirmed.handler.js';
import { NotifyWhenApplicationDecided } from './notify-when-application-decided.handler.js';
import { NotifyWhenInvitationSent } from './notify-when-invitation-sent.handler.js';
import { NotifyWhenMatterWaits } from './notify-when-matter-waits.handler.js';
import { NotifyWhenResourceShared } from './notify-when-resource-shared.handler.js';
import { NotifyWhenRoleChanged } from './notify-when-role-changed.handler.js';
import { RecountWhenApplicationDecided } from './recount-when-application-decided.handler.js';
import { RecountWhenResourceDeleted } from './recount-when-resource-deleted.handler.js';
import { RecountWhenResourceRestored } from './recount-when-resource-restored.handler.js';
import { RecountWhenRoleChanged } from './recount-when-role-changed.handler.js';
import { ResourceBundleRepository } from './resource-bundle.repository.js';
import { ResourceMatter } from './resource-matter.service.js';
import { RoleMatter } from './role-matter.service.js';

/** What tells of matters outside threads. */
export const matterProviders = [
  ApplicationMatter,
  ForgetEndedInvitations,
  ForgetWhenInvitationEnded,
  InvitationMatter,
  MatterRepository,
  NotifyOfInvitationsWhenAddressConfirmed,
  NotifyWhenApplicationDecided,
  NotifyWhenInvitationSent,
  NotifyWhenMatterWaits,
  NotifyWhenResourceShared,
  NotifyWhenRoleChanged,
  RecountWhenApplicationDecided,
  RecountWhenResourceDeleted,
  RecountWhenResourceRestored,
  RecountWhenRoleChanged,
  ResourceBundleRepository,
  ResourceMatter,
  RoleMatter,
];
