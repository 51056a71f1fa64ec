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
