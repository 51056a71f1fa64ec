/** A community begins, or its texts, address, rules or status became others. */
export class CommunityChanged {
  static readonly type = 'community-changed';
  constructor(readonly communityId: string) {}
}

/** A community is read from now on, and takes nothing new. */
export class CommunityArchived {
  static readonly type = 'community-archived';
  constructor(readonly communityId: string) {}
}
