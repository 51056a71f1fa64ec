import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database } from '#platform/database';
import { BadInput, NotFound, Unauthenticated } from '#platform/errors';
import { hashSecret, newSecret } from '#platform/secrets';
import { mayManageAccess } from '../account/account.policy.js';
import { AuditLog } from '../audit/audit-log.service.js';
import { AccessEnding } from '../session/access-ending.service.js';
import type { Viewer } from '../viewer/viewer.js';
import { AccessTokenRepository } from './access-token.repository.js';
import type { AccessTokenType, CreatedAccessTokenType } from './access-token.type.js';

/** Living tokens of one account at most. */
const MOST = 100;

/** Personal access tokens for scripts. */
@Injectable()
export class AccessTokenService {
  constructor(
    private readonly db: Database,
    private readonly tokens: AccessTokenRepository,
    private readonly ending: AccessEnding,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Makes a token and shows it this once.
   * @throws Forbidden when a token asks, BadInput when there are a hundred.
   */
  async create(viewer: Viewer, input: { name: string; expiresInDays: number }): Promise<CreatedAccessTokenType> {
    const { accountId, sessionId } = mayManageAccess(viewer);
    // The prefix lets scanners of published code tell what they found.
    const token = `copse_${newSecret()}`;
    const id = v7();
    const expiresAt = await this.db.tx(async (tx) => {
      if ((await this.tokens.count(tx, accountId)) >= MOST)
        throw new BadInput({ name: `You have ${MOST} tokens already. Please revoke one first.` });
      const ends = await this.tokens.insert(tx, {
        id,
        sessionId,
        tokenHash: hashSecret(token),
        name: input.name,
        days: input.expiresInDays,
      });
      if (ends === null) throw new Unauthenticated();
      await this.audit.note(tx, { actor: accountId, action: 'access-token-created', subject: id });
      return ends;
    });
    return { id, token, expiresAt };
  }

  /** The viewer's living tokens, newest first. */
  async list(viewer: Viewer): Promise<AccessTokenType[]> {
    return viewer.accountId === null ? [] : this.tokens.list(viewer.accountId);
  }

  /**
   * Ends one of the viewer's tokens and its sockets at once.
   * @throws NotFound when the viewer has none of that id.
   */
  async revoke(viewer: Viewer, tokenId: string): Promise<void> {
    const { accountId } = mayManageAccess(viewer);
    await this.db.tx(async (tx) => {
      if (!(await this.tokens.end(tx, tokenId, accountId))) throw new NotFound();
      await this.audit.note(tx, { actor: accountId, action: 'access-token-revoked', subject: tokenId });
    });
    this.ending.tokenEnded(tokenId);
  }
}
