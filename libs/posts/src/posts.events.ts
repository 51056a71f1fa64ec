/** A thread was started; its first post came with it. */
export class ThreadStarted {
  static readonly type = 'thread-started';

  constructor(
    readonly threadId: string,
    readonly postId: string,
    readonly communityId: string,
  ) {}
}

/** Somebody replied to a thread. */
export class ReplyPosted {
  static readonly type = 'reply-posted';

  constructor(
    readonly threadId: string,
    readonly postId: string,
    readonly communityId: string,
  ) {}
}

/** The author changed what a post says. */
export class PostEdited {
  static readonly type = 'post-edited';

  constructor(
    readonly threadId: string,
    readonly postId: string,
    readonly communityId: string,
  ) {}
}

/** A post was taken out of its discussion by whoever keeps order there. */
export class PostRemoved {
  static readonly type = 'post-removed';

  constructor(
    readonly threadId: string,
    readonly postId: string,
    readonly communityId: string,
  ) {}
}

/** A removed post stands again. */
export class PostRestored {
  static readonly type = 'post-restored';

  constructor(
    readonly threadId: string,
    readonly postId: string,
    readonly communityId: string,
  ) {}
}

/** A thread was locked, unlocked, pinned or unpinned. */
export class ThreadArranged {
  static readonly type = 'thread-arranged';

  constructor(
    readonly threadId: string,
    readonly communityId: string,
  ) {}
}

/** The author took a post back: a tombstone with its number stays. */
export class PostDeleted {
  static readonly type = 'post-deleted';

  constructor(
    readonly threadId: string,
    readonly postId: string,
    readonly communityId: string,
  ) {}
}
