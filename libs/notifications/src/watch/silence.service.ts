import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { InboxMarkRepository } from '../inbox/inbox-mark.repository.js';
import { LetterRecall } from '../post-letter/letter-recall.service.js';

/**
 * What becomes of what was told already, once its reader wants to hear no more. Mail is called back inside the transaction
 * in which they say so; the inbox is looked at after its commit: whoever tells meanwhile looks at the choice once more
 * after theirs, so that one of the two finds what the other did.
 */
@Injectable()
export class SilenceService {
  constructor(
    private readonly marks: InboxMarkRepository,
    private readonly recall: LetterRecall,
  ) {}

  /**
   * Mail of this community that waits is written anew, without what is muted in the same transaction. How the reader's
   * digests come is held before a community is muted, as by who writes them.
   */
  async mail(tx: Tx, accountId: string, communityId: string): Promise<void> {
    await this.recall.ofList(tx, communityId, accountId);
  }

  /** What the inbox holds of a thread is read. After the commit. */
  async inboxOfThread(accountId: string, threadId: string): Promise<void> {
    await this.marks.silenceThread(accountId, threadId);
  }

  /** The same of a community, but for discussions that were followed after it was muted. */
  async inboxOfCommunity(accountId: string, communityId: string): Promise<void> {
    await this.marks.silenceCommunity(accountId, communityId);
  }
}
