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

/**
 * An account has just proved the address it has: a new one, its first, or that of an invitation. Who belongs where by an
 * address is looked up anew.
 */
export class AddressConfirmed {
  static readonly type = 'address-confirmed';

  constructor(readonly accountId: string) {}
}

/** An account was suspended until a day: nothing signs it in, and nothing is written in its name. */
export class AccountSuspended {
  static readonly type = 'account-suspended';

  constructor(readonly accountId: string) {}
}

/** An account has another name, under which lists sort it from now on. */
export class AccountRenamed {
  static readonly type = 'account-renamed';

  constructor(readonly accountId: string) {}
}
