import ipaddr from 'ipaddr.js';
import { isPublicAddress } from './public-address.js';

/** Names that lead into the machine or the network of whoever follows them (RFC 6761, 6762 and 8375). */
const INSIDE = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa)$/;

/**
 * Why an address may not be shared as a link, as a sentence for who typed it; null when it may. The parser of the
 * WHATWG has undone every disguise of an IP address (`127.1`, `0x7f000001`, `2130706433`) before we look.
 */
export function isLinkable(url: string): string | null {
  if (!URL.canParse(url)) return 'This is not a whole web address. It begins with https://.';
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') {
    return 'Only web addresses, which begin with https:// or http://, can be linked.';
  }
  if (parsed.username !== '' || parsed.password !== '') {
    return 'A web address with a user name or a password in it cannot be linked.';
  }
  const host = parsed.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.+$/, '');
  const inside = ipaddr.isValid(host) ? !isPublicAddress(host) : !host.includes('.') || INSIDE.test(host);
  return inside ? 'This address leads into a private network, where others cannot follow.' : null;
}
