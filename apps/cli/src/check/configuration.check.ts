import type { Config } from '#platform/config';
import { KeyRing } from '#platform/secrets';
import { fail, ok, reasonOf, warn, type Finding } from './finding.js';

/** Settings that can be read and still are not what a site in service needs. */
export function checkConfiguration(config: Config): Finding[] {
  return [...address(config), ...mode(config), ...keys(config)];
}

function address({ publicUrl, trustProxy, host }: Config): Finding[] {
  const { protocol, hostname } = new URL(publicUrl);
  if (['localhost', '127.0.0.1', '[::1]'].includes(hostname)) {
    return [
      warn(
        `Address: ${publicUrl}, which nobody reaches from another machine`,
        'Set PUBLIC_URL to the address that people type.',
      ),
    ];
  }
  if (protocol === 'http:') {
    return [
      warn(
        `Address: ${publicUrl} is not encrypted: passwords and sessions can be read on the way`,
        'Put a proxy with TLS in front, and set PUBLIC_URL to its https address.',
      ),
    ];
  }
  if (trustProxy.length > 0) return [ok(`Address: ${publicUrl}, proxies ${trustProxy.join(', ')}`)];
  return [
    warn(
      `Address: ${publicUrl} is https, and no proxy is trusted: all people seem to come from one address and share its limits`,
      `Set TRUST_PROXY to the proxy that speaks https (often \`loopback\`)${host === null ? ', and HOST=127.0.0.1 where it is on this machine' : ''}.`,
    ),
  ];
}

const mode = ({ mode: set }: Config): Finding[] =>
  set === 'production' ? [] : [warn(`Mode: ${set}`, 'Unset NODE_ENV, or set it to production.')];

/** Looks without making any. */
function keys(config: Config): Finding[] {
  try {
    new KeyRing(config).onModuleInit();
    return [
      ok(
        `Secret key: ${config.secretKeys === null ? 'the file in data/keys, or made at the first start' : 'COPSE_SECRET_KEY'}`,
      ),
    ];
  } catch (error) {
    return [fail('Secret key: it cannot be used', reasonOf(error))];
  }
}
