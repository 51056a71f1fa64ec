import type { MemberRole } from './membership/membership.type.js';

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

/** A member's role became another. */
export class RoleChanged {
  static readonly type = 'role-changed';
  constructor(
    readonly communityId: string,
    readonly accountId: string,
    readonly role: MemberRole,
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
