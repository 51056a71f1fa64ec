import type { MemberRole } from './role/role.type.js';

/** Somebody became a member of a community. */
export class MemberJoined {
  static readonly type = 'member-joined';
  constructor(
    readonly communityId: string,
    readonly accountId: string,
  ) {}
}

/** Somebody is no longer a member of a community. */
export class MemberLeft {
  static readonly type = 'member-left';
  constructor(
    readonly communityId: string,
    readonly accountId: string,
  ) {}
}

/**
 * A member's role became another. `actorId` is whose act it was, null for the machine, and `actId` (UUIDv7) tells one
 * time from another; jobs that were recorded before these were kept have neither.
 */
export class RoleChanged {
  static readonly type = 'role-changed';
  constructor(
    readonly communityId: string,
    readonly accountId: string,
    readonly role: MemberRole,
    readonly actorId?: string | null,
    readonly actId?: string,
  ) {}
}

/** An invitation was sent, or sent again, to an address that this account has proved. */
export class InvitationSent {
  static readonly type = 'invitation-sent';
  constructor(
    readonly invitationId: string,
    readonly communityId: string,
    readonly accountId: string,
  ) {}
}

/** An invitation can be accepted no more: it was accepted or taken back. */
export class InvitationEnded {
  static readonly type = 'invitation-ended';
  constructor(
    readonly invitationId: string,
    readonly communityId: string,
  ) {}
}

/** An application ended: somebody decided it, took it back, or the machine ended it. */
export class ApplicationDecided {
  static readonly type = 'application-decided';
  constructor(
    readonly applicationId: string,
    readonly communityId: string,
    readonly accountId: string,
  ) {}
}

/** Something more waits for those who lead a community: an application, a report. */
export class MatterWaits {
  static readonly type = 'matter-waits';

  constructor(readonly communityId: string) {}
}

/** A programme's roster holds a membership from now on; `actId` tells one time from another. */
export class MemberEnrolled {
  static readonly type = 'member-enrolled';
  constructor(
    readonly communityId: string,
    readonly accountId: string,
    readonly programme: string,
    readonly actId: string,
  ) {}
}

/** A programme holds a membership no more; the membership stays. `actId` tells one time from another. */
export class MemberReleased {
  static readonly type = 'member-released';
  constructor(
    readonly communityId: string,
    readonly accountId: string,
    readonly programme: string,
    readonly actId: string,
  ) {}
}
