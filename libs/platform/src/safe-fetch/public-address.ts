import ipaddr from 'ipaddr.js';

/** Public by their range, but inside of a provider's network: Azure answers its own machines at this one. */
const INSIDE = new Set(['168.63.129.16']);

/**
 * Whether an IP address belongs to the public internet, so that the server may ask it on somebody's behalf: no address
 * of this machine, of a local network, of a provider's inside, of many or of nobody, nor one of those in the clothes of
 * IPv6 (mapped, translated, tunnelled).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  // A zone (`fe80::1%eth0`) names a network of this machine.
  if (parsed.kind() === 'ipv6' && (parsed as ipaddr.IPv6).zoneId) return false;
  // 'unicast' is what is left when every range that is kept for something else is taken away.
  if (parsed.range() !== 'unicast') return false;
  if (INSIDE.has(parsed.toString())) return false;
  // Of IPv6 only 2000::/3 was ever given to the public.
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(ipaddr.IPv6.parse('2000::'), 3);
}
