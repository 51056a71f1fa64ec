import { expect, it } from '@jest/globals';
import { judgeOrigin } from './origin.policy.js';

const OURS = 'https://copse.example.org';

it.each<[string, Record<string, string>, boolean, 'ours' | 'refused']>([
  ['POST', { origin: OURS }, true, 'ours'],
  ['POST', { 'sec-fetch-site': 'same-origin' }, true, 'ours'],
  ['POST', {}, true, 'refused'],
  ['POST', { origin: 'https://evil.example' }, true, 'refused'],
  ['POST', { origin: `${OURS}.evil.example` }, true, 'refused'],
  ['POST', { origin: 'http://copse.example.org' }, true, 'refused'],
  ['POST', { origin: 'null' }, true, 'refused'],
  ['POST', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, true, 'refused'],
  ['POST', { 'sec-fetch-site': 'same-site' }, true, 'refused'],
  ['POST', { 'sec-fetch-site': 'cross-site' }, false, 'refused'],
  ['POST', { 'sec-fetch-site': 'none' }, false, 'refused'],
  ['POST', { origin: 'https://evil.example' }, false, 'refused'],
  ['POST', { origin: OURS }, false, 'ours'],
  ['POST', {}, false, 'ours'],
  ['DELETE', {}, true, 'refused'],
  ['GET', { origin: 'https://evil.example' }, true, 'ours'],
  ['HEAD', {}, true, 'ours'],
  ['OPTIONS', { origin: 'https://evil.example' }, true, 'ours'],
])('%s %j, by cookie %s: %s', (method, headers, byCookie, expected) => {
  expect(judgeOrigin({ method, headers }, { byCookie, origins: [OURS] })).toBe(expected);
});
