import { z } from 'zod';
import { isTrustedProxy } from '../trusted-proxies.js';
import { entry, wholeNumber } from './entry.js';

/** Where the site is reached, and through whom. */
export const ADDRESS_ENTRIES = {
  port: entry({
    name: 'PORT',
    type: 'a whole number from 1 to 65535',
    unit: 'TCP port',
    default: '3000',
    effect: 'Web client, GraphQL and live connections are served here.',
    schema: wholeNumber(1, 65_535, 3000),
  }),
  host: entry({
    name: 'HOST',
    type: 'an IP address or a host name of this machine',
    unit: null,
    default: 'every address of the machine',
    effect:
      'Address to listen on. `127.0.0.1` keeps the site on this machine. The embedded database listens on 127.0.0.1 whatever stands here.',
    schema: z
      .string()
      .regex(/^[A-Za-z0-9.:%_-]+$/)
      .optional()
      .transform((text) => text ?? null),
  }),
  publicUrl: entry({
    name: 'PUBLIC_URL',
    type: 'an http or https address without path, such as https://communities.example.org',
    unit: null,
    default: '`http://localhost:<PORT>`',
    effect:
      'The address that people type: the base of links in mails, and the only origin whose browsers may change anything. With https, cookies are `Secure` and `__Host-`. Without it the site can be used from this machine only.',
    schema: z
      .string()
      .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
      .transform((text) => new URL(text))
      .refine((parsed) => `${parsed.origin}/` === parsed.href)
      .transform((parsed) => parsed.origin)
      .optional()
      .transform((text) => text ?? null),
  }),
  trustProxy: entry({
    name: 'TRUST_PROXY',
    type: 'a list of addresses, networks (10.0.0.0/8) or loopback, linklocal, uniquelocal, separated by commas',
    unit: null,
    default: 'none',
    effect: 'The proxies whose `X-Forwarded-*` headers are believed. From all others these headers are ignored.',
    schema: z
      .string()
      .default('')
      .transform((text) =>
        text
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean),
      )
      .pipe(z.array(z.string().refine(isTrustedProxy))),
  }),
} as const;
