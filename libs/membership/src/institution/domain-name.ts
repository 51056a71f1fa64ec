import { domainToASCII } from 'node:url';
import emailProviders from 'email-providers';
import { parse } from 'tldts';

/** What an institution's domain turns out to be. */
export type CheckedDomain = { readonly domain: string } | { readonly problem: string };

/** Providers that the list does not know; people of every institution have addresses there. */
const MORE_PROVIDERS = [
  'acanac.com',
  'accesscomm.ca',
  'aleeas.com',
  'anonaddy.com',
  'anonaddy.me',
  'autistici.org',
  'b2b2c.ca',
  'bellaliant.ca',
  'bellaliant.net',
  'cgocable.ca',
  'cogeco.net',
  'countermail.com',
  'ctemplar.com',
  'disroot.org',
  'distributel.net',
  'duck.com',
  'eastlink.ca',
  'ebox.ca',
  'eclipso.de',
  'eclipso.eu',
  'execulink.com',
  'fastmail.ca',
  'fastmail.com',
  'fastmail.org',
  'globetrotter.net',
  'gmx.ca',
  'hushmail.me',
  'ik.me',
  'infomaniak.ch',
  'keemail.me',
  'kolabnow.com',
  'mailfence.com',
  'maskatel.net',
  'mnsi.net',
  'mozmail.com',
  'msn.ca',
  'mts.net',
  'mymts.net',
  'nbnet.ca',
  'nbnet.nb.ca',
  'nfld.net',
  'nl.rogers.com',
  'northwestel.net',
  'ns.sympatico.ca',
  'ontera.net',
  'oricom.ca',
  'outlook.ca',
  'passmail.net',
  'persona.ca',
  'posteo.at',
  'posteo.ch',
  'posteo.de',
  'posteo.eu',
  'posteo.fr',
  'posteo.net',
  'posteo.org',
  'primus.ca',
  'riseup.net',
  'sasktel.com',
  'sasktel.net',
  'silomails.com',
  'simplelogin.co',
  'simplelogin.com',
  'simplelogin.fr',
  'skiff.com',
  'slmail.me',
  'sogetel.net',
  'start.ca',
  'startmail.com',
  'tbaytel.net',
  'teksavvy.com',
  'tempmail.com',
  'tuta.com',
  'tuta.de',
  'tuta.io',
  'tutamail.com',
  'tutanota.com',
  'tutanota.de',
  'vianet.ca',
  'videotron.qc.ca',
  'vl.videotron.ca',
  'vmedia.ca',
  'wightman.ca',
  'xplore.ca',
  'xplornet.ca',
  'xplornet.com',
  'zoho.eu',
  'zohomail.com',
  'zohomail.eu',
];
/** Stands in the list, and is nobody's: documentation and trials use it (RFC 2606). */
const RESERVED = 'example.com';
const PROVIDERS: ReadonlySet<string> = new Set(
  [...emailProviders, ...MORE_PROVIDERS].filter((provider) => provider !== RESERVED),
);

const LONGEST = 253;
/** Letters of a host name in any script; what an address bar or an e-mail address has besides is a mistake here. */
const TYPED = /^[\p{L}\p{M}\p{N}.-]+$/u;
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

const SHAPE = { problem: 'Must be a domain such as museum.example, without @ or www address around it.' };
const SHARED = { problem: 'Everybody can have an address under this domain: it tells no institution.' };

/**
 * Checks a domain by which people of an institution are known, and answers it in lower-case ASCII. Refused is whatever
 * strangers to each other share: public suffixes (`on.ca`, also private ones such as `github.io`) and public mail
 * providers, also a name under such a provider.
 */
export function checkDomain(typed: string): CheckedDomain {
  const text = typed.trim();
  if (text.length > LONGEST || !TYPED.test(text)) return SHAPE;
  const domain = domainToASCII(text);
  if (domain.length > LONGEST || !HOST.test(domain)) return SHAPE;
  const { publicSuffix, domain: registered } = parse(domain, { allowPrivateDomains: true, extractHostname: false });
  if (publicSuffix === domain || registered === null) return SHARED;
  return PROVIDERS.has(domain) || PROVIDERS.has(registered) ? SHARED : { domain };
}
