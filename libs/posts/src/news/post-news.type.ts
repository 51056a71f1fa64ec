/** What those who tell people must know of a thread. */
export interface ThreadFacts {
  readonly id: string;
  readonly communityId: string;
  readonly title: string;
  readonly authorId: string;
  readonly lastNumber: number;
  readonly locked: boolean;
}

/** A post as those need it who tell people of it. */
export interface NewsPost {
  readonly id: string;
  readonly threadId: string;
  readonly number: number;
  readonly authorId: string;
  /** Markdown and HTML; both empty where the post does not stand. */
  readonly body: string;
  readonly bodyHtml: string;
  readonly createdAt: string;
  /** False for a tombstone and for what a facilitator removed. */
  readonly stands: boolean;
  /** Number and author of the post that it answers; both null when it answers none. */
  readonly answeredNumber: number | null;
  readonly answeredAuthorId: string | null;
}

/** A place in a thread. */
export interface PostPlace {
  readonly threadId: string;
  readonly number: number;
}

/** The first post that stands from a place on, in short. */
export interface Beginning {
  readonly postId: string;
  readonly number: number;
  readonly authorId: string;
  /** Its beginning in plain words, 200 characters at most. */
  readonly excerpt: string;
}
