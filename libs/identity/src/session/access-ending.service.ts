import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { Outbox } from '#platform/events';
import { RealtimeServer } from '#platform/realtime';
import { AccessTokenRepository } from '../access-token/access-token.repository.js';
import { SessionsEnded } from '../identity.events.js';
import { SessionRepository } from './session.repository.js';
import { ViewerCache } from '../viewer/viewer-cache.js';

/**
 * Ends what signs people in, in two steps: rows inside the transaction, and after its commit what this process
 * remembers and which sockets are open. Change the account's row before the rows end: whoever signs in at that
 * moment waits for that row, and then finds the new state.
 */
@Injectable()
export class AccessEnding {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly tokens: AccessTokenRepository,
    private readonly viewers: ViewerCache,
    private readonly realtime: RealtimeServer,
    private readonly outbox: Outbox,
  ) {}

  /** Inside the transaction: ends all sessions (but one) and all access tokens of the account. */
  async end(tx: Tx, accountId: string, exceptSessionId: string | null = null): Promise<void> {
    await this.sessions.endAll(tx, accountId, exceptSessionId);
    await this.tokens.endAll(tx, accountId);
    await this.outbox.record(tx, new SessionsEnded(accountId, exceptSessionId));
  }

  /** After the commit of {@link end}, at once: nobody stays signed in by memory or by an open socket. */
  ended(accountId: string, exceptSessionId: string | null = null): void {
    this.viewers.forgetAccount(accountId);
    this.realtime.disconnectAccount(accountId, { exceptSessionId });
  }

  /** After a commit that changed rights and ended nothing: what this process remembers is looked up anew. */
  forget(accountId: string): void {
    this.viewers.forgetAccount(accountId);
  }

  /** After the commit that ended one session. */
  sessionEnded(sessionId: string): void {
    this.viewers.forgetCredential(sessionId);
    this.realtime.disconnectSession(sessionId);
  }

  /** After the commit that ended one access token. */
  tokenEnded(tokenId: string): void {
    this.viewers.forgetCredential(tokenId);
    this.realtime.disconnectToken(tokenId);
  }
}
