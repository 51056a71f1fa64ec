import { BadInput } from '#platform/errors';

/** As many threads as a list bears at its top are pinned there. */
export class TooManyPinned extends BadInput {
  constructor(most: number) {
    super({ pinned: `${most} discussions are pinned in this community already. Unpin one of them first.` });
  }
}

/** `inReplyTo` is no post of the same thread. */
export class NotInThread extends BadInput {
  constructor() {
    super({ inReplyTo: 'There is no such post in this discussion.' });
  }
}
