import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, isAlone, type Config } from '#platform/config';
import { ExactCache } from '../exact-cache.js';
import type { Viewer } from './viewer.js';

/** Who a credential belongs to, until when, for the credentials that were used of late. */
export interface KnownViewer {
  readonly viewer: Viewer;
  /** Milliseconds since 1970 when the credential ends by itself. */
  readonly endsAt: number;
}

/**
 * Saves a look-up of the session for most requests. Exact: every act that ends a session or changes an account's rights
 * forgets it here, after its commit; with several processes nothing is kept.
 */
@Injectable()
export class ViewerCache {
  private readonly known: ExactCache<KnownViewer>;

  constructor(@Inject(CONFIG) config: Config) {
    this.known = new ExactCache(5_000, 30, isAlone(config));
  }

  get(credentialHash: string): KnownViewer | undefined {
    const known = this.known.get(credentialHash);
    return known && known.endsAt > Date.now() ? known : undefined;
  }

  /** See {@link ExactCache.reading}. */
  reading(): (credentialHash: string, known: KnownViewer) => void {
    return this.known.reading();
  }

  /** After one session or token ended. */
  forgetCredential(id: string): void {
    this.known.forgetWhere(({ viewer }) => viewer.sessionId === id || viewer.tokenId === id);
  }

  /** After anything that changes who an account's credentials stand for. */
  forgetAccount(accountId: string): void {
    this.known.forgetWhere(({ viewer }) => viewer.accountId === accountId);
  }
}
