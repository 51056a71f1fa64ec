import { describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import { clientAddress, fromOurPages } from './handshake.js';

const from = (remoteAddress: string, forwarded?: string): IncomingMessage =>
  ({
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    socket: { remoteAddress },
  }) as unknown as IncomingMessage;

describe('clientAddress', () => {
  it('ignores X-Forwarded-For of whoever is no trusted proxy', () => {
    expect(clientAddress([])(from('203.0.113.9', '1.2.3.4'))).toBe('203.0.113.9');
    expect(clientAddress(['10.0.0.0/8'])(from('203.0.113.9', '1.2.3.4'))).toBe('203.0.113.9');
  });

  it('believes a trusted proxy, and only as far as the chain is trusted', () => {
    expect(clientAddress(['10.0.0.0/8'])(from('10.0.0.2', '6.6.6.6, 198.51.100.7'))).toBe('198.51.100.7');
    expect(clientAddress(['loopback'])(from('::ffff:127.0.0.1', '198.51.100.7'))).toBe('198.51.100.7');
  });

  it('counts IPv6 by network and mapped IPv4 as IPv4', () => {
    const address = clientAddress([]);
    expect(address(from('2001:db8:1:2::5'))).toBe(address(from('2001:db8:1:2:ffff::1')));
    expect(address(from('2001:db8:1:2::5'))).not.toBe(address(from('2001:db8:1:3::5')));
    expect(address(from('::ffff:192.0.2.1'))).toBe('192.0.2.1');
  });
});

describe('fromOurPages', () => {
  const ours = ['https://copse.example'];
  it.each([
    [{ origin: 'https://copse.example' }, 'yes'],
    [{ origin: 'https://evil-copse.example' }, 'no'],
    [{ origin: 'https://copse.example.evil' }, 'no'],
    [{ origin: 'http://copse.example' }, 'no'],
    [{ origin: 'null' }, 'no'],
    [{ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, 'no'],
    [{ 'sec-fetch-site': 'same-origin' }, 'yes'],
    [{ 'sec-fetch-site': 'cross-site' }, 'no'],
    [{}, 'unknown'],
  ] as const)('%o → %s', (headers, expected) => {
    expect(fromOurPages(headers, ours)).toBe(expected);
  });
});
