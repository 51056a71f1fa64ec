import { Injectable } from '@nestjs/common';
import type { Viewer } from '#identity';
import { Unauthenticated } from '#platform/errors';
import { RateLimits } from '#platform/limits';
import { PublicPages } from '#platform/safe-fetch';
import { LIMITS } from '#contracts';

/** Looks at linked pages, for who is about to share them. */
@Injectable()
export class LinkService {
  constructor(
    private readonly limits: RateLimits,
    private readonly pages: PublicPages,
  ) {}

  /**
   * What a public page calls itself, as a resource may be called; null when it says nothing or does not answer. The
   * address was checked before (`linkUrl`); where its name leads is checked when it is fetched.
   * @throws RateLimited
   */
  async title(viewer: Viewer, url: string): Promise<string | null> {
    if (viewer.accountId === null) throw new Unauthenticated();
    await this.limits.take('link', viewer.accountId);
    const title = await this.pages.titleOf(url);
    const line = title?.replace(UNSAID, ' ').replace(/\s+/g, ' ').trim().slice(0, LIMITS.resourceTitle).toWellFormed();
    return line || null;
  }
}

/** What no line of ours may hold: control characters and marks that turn text around. */
const UNSAID = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;
