/** One limit: so many within so many seconds, or (seconds null) so many at the same time. */
export interface RateLimit {
  readonly count: number;
  readonly seconds: number | null;
}

interface DescribedRateLimit extends RateLimit {
  /** What is counted, and for whom; the text of docs/operating.md. */
  readonly description: string;
}

/** Every limit with its default. The only place where a limit gets its name; RATE_LIMITS overrides the figures. */
export const RATE_LIMITS = {
  'sign-in-account': { count: 10, seconds: 600, description: 'attempts to sign in to one account' },
  'sign-in-address': {
    count: 100,
    seconds: 600,
    description: 'attempts to sign in, and requests for a new password, from one network address',
  },
  'sign-up': { count: 60, seconds: 3600, description: 'new accounts from one network address' },
  mail: {
    count: 5,
    seconds: 3600,
    description: 'messages asked for (verification, reset) to one e-mail address; invitations to it count apart',
  },
  thread: { count: 10, seconds: 600, description: 'discussions started by one account' },
  reply: { count: 60, seconds: 600, description: 'replies by one account' },
  'new-thread': { count: 3, seconds: 600, description: 'discussions started by an account in its first day' },
  'new-reply': { count: 20, seconds: 600, description: 'replies by an account in its first day' },
  edit: { count: 60, seconds: 600, description: 'edits by one account' },
  preview: { count: 120, seconds: 600, description: 'previews of a text by one account' },
  mention: { count: 300, seconds: 60, description: 'searches for people to mention by one account' },
  'search-account': { count: 180, seconds: 600, description: 'searches by one account, each further page among them' },
  'search-address': {
    count: 300,
    seconds: 600,
    description: 'searches by people who are not signed in, from one network address',
  },
  read: { count: 1200, seconds: 600, description: 'marks of what one account has read, in threads and in its inbox' },
  unsubscribe: {
    count: 60,
    seconds: 600,
    description:
      'looks at links that end mail, and changes by them, from one network address; mail programs’ own are not counted',
  },
  watch: { count: 120, seconds: 600, description: 'threads and communities that one account follows, mutes or leaves' },
  apply: { count: 20, seconds: 3600, description: 'applications to communities by one account' },
  invite: { count: 100, seconds: 86_400, description: 'invitations sent by one account' },
  report: { count: 30, seconds: 3600, description: 'reports of posts by one account' },
  upload: { count: 500, seconds: 3600, description: 'uploads begun by one account' },
  share: { count: 100, seconds: 3600, description: 'resources and versions shared by one account' },
  attach: { count: 200, seconds: 3600, description: 'pictures made anew for posts of one account' },
  link: { count: 60, seconds: 600, description: 'titles of linked pages looked up for one account' },
  'sockets-account': { count: 20, seconds: null, description: 'live connections open at once for one account' },
  'sockets-address': {
    count: 200,
    seconds: null,
    description: 'live connections open at once from one network address',
  },
} as const satisfies Record<string, DescribedRateLimit>;

/** The name of a limit, as RATE_LIMITS spells it. */
export type RateLimitName = keyof typeof RATE_LIMITS;

/** All limits in force. */
export type RateLimits = Readonly<Record<RateLimitName, RateLimit>>;

const SYNTAX = /^([a-z-]+)=([1-9]\d{0,8})(?:\/([1-9]\d{0,8}))?$/;

/**
 * Reads `name=count/seconds,…` over the defaults, so that an operator changes one figure and keeps the others.
 * Returns the limits in force and one phrase for each item that cannot be read.
 */
export function parseRateLimits(text: string): { limits: RateLimits; problems: string[] } {
  const limits: Record<RateLimitName, RateLimit> = { ...RATE_LIMITS };
  const problems: string[] = [];
  for (const item of text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)) {
    const [, name, count, seconds] = SYNTAX.exec(item) ?? [];
    if (name === undefined) {
      problems.push(`"${item}" is not of the form name=count/seconds`);
    } else if (!isRateLimitName(name)) {
      problems.push(`"${name}" is no limit (known: ${Object.keys(RATE_LIMITS).join(', ')})`);
    } else if (RATE_LIMITS[name].seconds !== null && seconds === undefined) {
      problems.push(`"${name}" is written ${formatRateLimit(name, RATE_LIMITS[name])}`);
    } else {
      // What is counted at once knows no seconds; who writes them all the same means the count.
      limits[name] = { count: Number(count), seconds: RATE_LIMITS[name].seconds === null ? null : Number(seconds) };
    }
  }
  return { limits, problems };
}

/** The spelling of one limit in RATE_LIMITS, used in messages and in docs/operating.md. */
export function formatRateLimit(name: RateLimitName, { count, seconds }: RateLimit): string {
  return seconds === null ? `${name}=${count}` : `${name}=${count}/${seconds}`;
}

function isRateLimitName(name: string): name is RateLimitName {
  return Object.hasOwn(RATE_LIMITS, name);
}
