/**
 * A mail server answered for good that it knows no such reader: mail to this address does not arrive. Not recorded for
 * what it refuses because of us or of what a letter says, nor for what it refuses for now.
 */
export class MailRefused {
  static readonly type = 'mail-refused';

  constructor(
    readonly mailId: string,
    /** The reader; their address may be another by now, or the letter went to one not proved yet: see `addressMark`. */
    readonly accountId: string,
    /** What `addressMarkOf(mailId, address)` gives for the address that was refused; jobs hold no address. */
    readonly addressMark: string,
  ) {}
}

/**
 * So many readers were refused within minutes that it is because of us: the addresses of these accounts, of which
 * `MailRefused` was recorded, may be good.
 */
export class MailRefusalsDoubted {
  static readonly type = 'mail-refusals-doubted';

  constructor(
    readonly accountIds: readonly string[],
    /** Only what was noted since then is doubted. */
    readonly since: string,
  ) {}
}
