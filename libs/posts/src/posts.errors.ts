import { BadInput } from '#platform/errors';

/** The client-made id belongs to another act; one text, so that nobody learns whose or what it is. */
export class IdTaken extends BadInput {
  constructor() {
    super({ id: 'This id was used for something else. Make a new one.' });
  }
}

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
