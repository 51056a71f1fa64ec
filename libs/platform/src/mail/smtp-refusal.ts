/** What nodemailer says of a conversation that ended badly. */
interface Refusal {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/**
 * What the server refused for good (5xx): the reader, or this text. Null when it may work later. A wrong password of ours
 * (EAUTH, 530), commands out of order (503), and whatever is said about us (a sender, a name, a relay that is not wanted)
 * are for whoever runs the site to put right: until then the message is kept, and no address is blamed. Many servers judge
 * all of that only where the reader is named, so that an answer to `RCPT TO` alone does not tell whom it is about.
 */
export function refusalOf(error: unknown): 'no-such-reader' | 'refused' | null {
  const { code, command, response = '', responseCode = 0 } = error as Refusal;
  if (responseCode < 500 || responseCode === 503 || responseCode === 530) return null;
  if (code === 'EMESSAGE' || (code === 'EENVELOPE' && command === 'DATA')) return 'refused';
  if (code !== 'EENVELOPE' || command !== 'RCPT TO' || speaksOfUs(response)) return null;
  const status = statusOf(response);
  if (status === null) return responseCode === 550 ? 'no-such-reader' : null;
  if (DEAD.has(status)) return 'no-such-reader';
  return status.startsWith('5.7.') ? 'refused' : null;
}

/** What RFC 3463 and RFC 7505 say of an address that is none: unknown, malformed, moved, without mail, or closed. */
const DEAD = new Set(['5.1.0', '5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1']);

/** The status after the number, or as some servers write it (`#5.1.1`); null where there is none. */
const statusOf = (response: string): string | null =>
  /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? /#(5\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? null;

/** Words about whoever speaks to the server, not about the reader; addresses and names of machines are left out first. */
const speaksOfUs = (response: string): boolean => OF_US.test(response.slice(0, 2_000).replace(/\S*[@.:]\S+/g, ' '));

const OF_US =
  /relay|rcpthosts|sender|\bfrom\b|\bhelo\b|\behlo\b|\bclient\b|\bip\b|\bptr\b|reverse|\bspf\b|\bdkim\b|\bdmarc\b|authenti|authori[sz]|permitted|prohibited|not allowed|denied|polic(?:y|ies)|block|blacklist|\blisted\b|\brbl\b|dnsbl|banned|spam|reputation|\brate\b|limit|too many|\btls\b/i;

/** The error as it may stand in the log and in a job: what a server answered, without the addresses that it names. */
export function plainly(error: unknown): unknown {
  const { command = 'our call', response = '', responseCode } = error as Refusal;
  if (responseCode === undefined) return error;
  return new Error(`To ${command} the SMTP server said: ${response.slice(0, 300).replace(/\S*@\S*/g, '<…>')}`);
}
