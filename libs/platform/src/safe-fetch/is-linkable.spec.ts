import { describe, expect, it } from '@jest/globals';
import { isLinkable } from './index.js';
import { isPublicAddress } from './public-address.js';

describe('isPublicAddress', () => {
  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.8',
    '192.0.2.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.7',
    '203.0.113.9',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '64:ff9b::8.8.8.8',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '4000::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '',
    'localhost',
    '127.1x',
    'example.org',
  ])('%j is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['8.8.8.8', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4007::1'])(
    '%j is',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
});

describe('isLinkable', () => {
  it.each([
    'https://example.org',
    'http://example.org:8080/a?b#c',
    'https://exposé.example.org/é',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
    'https://10.example.org',
    'https://mylocal.org',
  ])('%j may be linked', (url) => {
    expect(isLinkable(url)).toBeNull();
  });

  it.each([
    ['', /whole web address/],
    ['example.org', /whole web address/],
    ['//example.org', /whole web address/],
    ['https://', /whole web address/],
    ['javascript:alert(1)', /Only web addresses/],
    ['data:text/html,x', /Only web addresses/],
    ['file:///etc/passwd', /Only web addresses/],
    ['ftp://example.org', /Only web addresses/],
    ['mailto:a@example.org', /Only web addresses/],
    ['https://name@example.org', /user name or a password/],
    ['https://name:word@example.org', /user name or a password/],
    ['https://:word@example.org', /user name or a password/],
    ['http://localhost', /private network/],
    ['http://LOCALHOST.', /private network/],
    ['http://a.localhost', /private network/],
    ['http://printer', /private network/],
    ['http://printer.local', /private network/],
    ['http://printer.local..', /private network/],
    ['http://wiki.internal', /private network/],
    ['http://router.home.arpa', /private network/],
    ['http://127.0.0.1', /private network/],
    ['http://127.1', /private network/],
    ['http://0x7f000001', /private network/],
    ['http://0x7f.1', /private network/],
    ['http://0177.0.0.1', /private network/],
    ['http://2130706433', /private network/],
    ['http://127.0.0.1.', /private network/],
    ['http://１２７.０.０.１', /private network/],
    ['http://0', /private network/],
    ['http://10.1.2.3', /private network/],
    ['http://169.254.169.254/latest/meta-data', /private network/],
    ['http://[::1]', /private network/],
    ['http://[::]', /private network/],
    ['http://[::ffff:127.0.0.1]', /private network/],
    ['http://[::ffff:7f00:1]', /private network/],
    ['http://[64:ff9b::7f00:1]', /private network/],
    ['http://[fd00::1]', /private network/],
    ['http://[fe80::1]', /private network/],
  ])('%j may not', (url, sentence) => {
    expect(isLinkable(url)).toMatch(sentence);
  });
});
