import { ApplicationMatter } from './matter/application-matter.service.js';
import { ForgetEndedInvitations } from './matter/forget-ended-invitations.task.js';
import { ForgetWhenInvitationEnded } from './matter/forget-when-invitation-ended.handler.js';
import { InvitationMatter } from './matter/invitation-matter.service.js';
import { MatterRepository } from './matter/matter.repository.js';
import { NotifyOfInvitationsWhenAddressConfirmed } from './matter/notify-of-invitations-when-address-confirmed.handler.js';
import { NotifyWhenApplicationDecided } from './matter/notify-when-application-decided.handler.js';
import { NotifyWhenInvitationSent } from './matter/notify-when-invitation-sent.handler.js';
import { NotifyWhenMatterWaits } from './matter/notify-when-matter-waits.handler.js';
import { NotifyWhenResourceShared } from './matter/notify-when-resource-shared.handler.js';
import { NotifyWhenRoleChanged } from './matter/notify-when-role-changed.handler.js';
import { RecountWhenApplicationDecided } from './matter/recount-when-application-decided.handler.js';
import { RecountWhenResourceDeleted } from './matter/recount-when-resource-deleted.handler.js';
import { RecountWhenResourceRestored } from './matter/recount-when-resource-restored.handler.js';
import { RecountWhenRoleChanged } from './matter/recount-when-role-changed.handler.js';
import { ResourceBundleRepository } from './matter/resource-bundle.repository.js';
import { ResourceMatter } from './matter/resource-matter.service.js';
import { RoleMatter } from './matter/role-matter.service.js';

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
