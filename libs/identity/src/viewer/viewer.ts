import type { Language } from './language.type.js';

/** What is known of a signed-in viewer. Exactly one of `sessionId` and `tokenId` is set. */
export interface SignedInViewer {
  readonly accountId: string;
  /** The browser session that asks; null when a script asks by an access token. */
  readonly sessionId: string | null;
  /** The access token that asks; null when a browser asks. */
  readonly tokenId: string | null;
  /** An administrator of the whole site. */
  readonly isStaff: boolean;
  readonly emailVerified: boolean;
  readonly language: Language;
}

/** Who is asking: the first argument of every service method. A value without methods that ask the database. */
export class Viewer {
  /** Nobody is signed in. */
  static readonly anonymous = new Viewer(null, null, null, false, false, null);

  private constructor(
    readonly accountId: string | null,
    readonly sessionId: string | null,
    readonly tokenId: string | null,
    readonly isStaff: boolean,
    readonly emailVerified: boolean,
    readonly language: Language | null,
  ) {
    Object.freeze(this);
  }

  /** Somebody is signed in. */
  static member(facts: SignedInViewer): Viewer {
    const { accountId, sessionId, tokenId, isStaff, emailVerified, language } = facts;
    // An administrator without a verified address has no powers yet; no policy need remember that.
    return new Viewer(accountId, sessionId, tokenId, isStaff && emailVerified, emailVerified, language);
  }

  /** Whether somebody is signed in (of the site, not of a community). */
  get isMember(): boolean {
    return this.accountId !== null;
  }
}
