import { Inject, Injectable } from '@nestjs/common';
import type { Request, RequestHandler, Response } from 'express';
import { CONFIG, type Config } from '#platform/config';
import { Unauthenticated, toDomainError } from '#platform/errors';
import { LOGGER, workNow, type Logger } from '#platform/logging';
import { hashSecret } from '#platform/secrets';
import { AccessTokenRepository } from '../access-token/access-token.repository.js';
import { bearerStrategy } from '../access-token/bearer.strategy.js';
import { Viewer } from '../viewer/viewer.js';
import { judgeOrigin } from './origin.policy.js';
import { runStrategy } from './run-strategy.js';
import { SessionCookie } from './session-cookie.js';
import { SessionRepository, type CredentialHolder } from './session.repository.js';
import { ViewerCache, type KnownViewer } from '../viewer/viewer-cache.js';

/** Finds out who asks, for each request and each socket. */
@Injectable()
export class Authentication {
  private readonly bearer = bearerStrategy((token) => this.ofToken(token));

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly cookie: SessionCookie,
    private readonly sessions: SessionRepository,
    private readonly tokens: AccessTokenRepository,
    private readonly known: ViewerCache,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Puts `req.viewer` on every request, and refuses those that another site made a browser send. A token that is
   * worth nothing is refused by the guard, in the shape that the caller expects; a cookie worth nothing is taken back.
   * A page that names the account it shows is refused once the cookie is somebody else's: all tabs share one cookie,
   * and what one person wrote must not go out in the name of the next.
   */
  middleware(): RequestHandler {
    return async (req, res, next) => {
      const { cookie, authorization } = req.headers;
      const byCookie = authorization === undefined && this.cookie.isIn(cookie);
      if (authorization === undefined && judgeOrigin(req, { byCookie, origins: this.config.origins }) === 'refused') {
        res.set('cache-control', 'private, no-store').status(400);
        res.json(graphqlError('BAD_USER_INPUT', 'This request comes from another site.'));
        return;
      }
      req.viewer = Viewer.anonymous;
      if (authorization !== undefined || byCookie) {
        try {
          await this.recognize(req, res);
        } catch (error) {
          return this.answerFailure(error, res);
        }
        const work = workNow();
        if (work) work.account = req.viewer.accountId;
      }
      if (isMeantForAnother(req)) {
        res.set('cache-control', 'private, no-store');
        res.json(graphqlError('UNAUTHENTICATED', 'Another account is signed in than the one this was sent for.'));
        return;
      }
      next();
    };
  }

  /**
   * Who opens a socket: by token where one is given, else by cookie, else anonymous. The Origin is the socket
   * server's affair.
   * @throws Unauthenticated for a token that is worth nothing.
   */
  async viewerOfHandshake(handshake: { cookie: string | undefined; token: string | undefined }): Promise<Viewer> {
    if (handshake.token !== undefined) {
      const known = await this.ofToken(handshake.token);
      if (!known) throw new Unauthenticated('This access token is not valid or has expired.');
      return known.viewer;
    }
    const secret = this.cookie.read(handshake.cookie);
    const known = secret === undefined ? null : await this.ofSession(secret);
    return known?.viewer ?? Viewer.anonymous;
  }

  private async recognize(req: Request, res: Response): Promise<void> {
    const { cookie, authorization } = req.headers;
    if (authorization !== undefined) {
      const found = await runStrategy<KnownViewer>(this.bearer, { headers: { authorization } });
      if (found) req.viewer = found.viewer;
      else req.credentialRefused = true;
      return;
    }
    const secret = this.cookie.read(cookie);
    const found = secret === undefined ? null : await this.ofSession(secret);
    if (found) req.viewer = found.viewer;
    else this.cookie.clear(res);
  }

  private ofSession(secret: string): Promise<KnownViewer | null> {
    return this.lookUp(hashSecret(secret), this.sessions, (id) => ({ sessionId: id, tokenId: null }));
  }

  private ofToken(token: string): Promise<KnownViewer | null> {
    return this.lookUp(hashSecret(token), this.tokens, (id) => ({ sessionId: null, tokenId: id }));
  }

  private async lookUp(
    hash: string,
    where: SessionRepository | AccessTokenRepository,
    idsOf: (id: string) => { sessionId: string | null; tokenId: string | null },
  ): Promise<KnownViewer | null> {
    const remembered = this.known.get(hash);
    if (remembered) return remembered;
    const keep = this.known.reading();
    const holder = await where.find(hash);
    if (!holder) return null;
    if (holder.stale) this.touch(where, holder);
    const found = { viewer: Viewer.member({ ...holder, ...idsOf(holder.id) }), endsAt: holder.endsAt };
    keep(hash, found);
    return found;
  }

  /** Nobody waits for this note, and nobody is hurt when it fails. */
  private touch(where: SessionRepository | AccessTokenRepository, holder: CredentialHolder): void {
    where
      .touch(holder.id)
      .catch((error: Error) => this.logger.warn({ error: error.message }, 'session: could not note its use'));
  }

  private answerFailure(error: unknown, res: Response): void {
    const refusal = toDomainError(error);
    if (!refusal) this.logger.error({ err: error }, 'session: could not find out who asks');
    if (refusal?.details.retryAfter !== undefined) res.set('retry-after', String(refusal.details.retryAfter));
    const code = refusal?.code ?? 'INTERNAL';
    res
      .status(code === 'UNAVAILABLE' ? 503 : 500)
      .json(graphqlError(code, refusal?.message ?? 'Something went wrong on our side.'));
  }
}

/** Names the account that a page believes to be signed in, or `none`; who sends no such header is not asked. */
const ACCOUNT_HEADER = 'x-copse-account';

/** Whether a GraphQL request names another account than the one whose credential it carries. */
function isMeantForAnother(req: Request): boolean {
  const meant = req.headers[ACCOUNT_HEADER];
  if (meant === undefined || req.method !== 'POST' || req.path !== '/graphql') return false;
  return meant !== (req.viewer?.accountId ?? 'none');
}

/** A refusal before GraphQL runs, in GraphQL's shape. */
const graphqlError = (code: string, message: string) => ({ errors: [{ message, extensions: { code } }] });
