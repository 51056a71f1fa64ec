import { describe, expect, it } from '@jest/globals';
import { hostOf, isWebAddress } from './host-of.js';

describe('hostOf', () => {
  it.each([
    ['https://www.musee.example/fr/page?x=1', 'musee.example'],
    ['http://museum.example:8080/', 'museum.example:8080'],
    ['no address', 'no address'],
  ])('of %s is %s', (url, host) => expect(hostOf(url)).toBe(host));
});

describe('isWebAddress', () => {
  it.each([
    ['https://museum.example/', true],
    ['http://museum.example/', true],
    ['javascript:alert(1)', false],
    ['data:text/html,x', false],
    ['museum.example', false],
    ['', false],
  ])('%s: %s', (url, web) => expect(isWebAddress(url)).toBe(web));
});
