/** Sessions and tokens of an account ended: all of them, or all but one session (`except`). */
export class SessionsEnded {
  static readonly type = 'sessions-ended';

  constructor(
    readonly accountId: string,
    readonly exceptSessionId: string | null,
  ) {}
}

/** An account was closed for good: its name is “Former member” now, what it wrote stays. */
export class AccountClosed {
  static readonly type = 'account-closed';

  constructor(readonly accountId: string) {}
}

/** An account has another name, under which lists sort it from now on. */
export class AccountRenamed {
  static readonly type = 'account-renamed';

  constructor(readonly accountId: string) {}
}
