import { describe, expect, it } from '@jest/globals';
import { plainName, plainTitle } from './plain-name.js';

describe('plainName', () => {
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['J.R. O’Neill', 'J. R. O’Neill'],
    ['https://evil.example/win', 'https evil. example win'],
    ['www.evil.example', 'www. evil. example'],
    ['a@evil.example', 'a evil. example'],
    ['Ada\r\nBcc: eve@evil.example', 'Ada Bcc eve evil. example'],
    ['\u202egnp.exe', 'gnp. exe'],
    ['evil。example', 'evil. example'],
  ])('shows %j as %j', (name, shown) => {
    expect(plainName(name)).toBe(shown);
  });
});

describe('plainTitle', () => {
  it.each([
    ['Tactile models: 3.5 mm and/or 4 mm?', 'Tactile models: 3.5 mm and/or 4 mm?'],
    ['Version 2. Then what...', 'Version 2. Then what...'],
    ['Tea at 3:15 p.m., e.g. in Québec?', 'Tea at 3:15 p.m., e.g. in Québec?'],
    ['short.io', 'short. io'],
    ['«\u00a0Été\u00a0»', '«\u00a0Été\u00a0»'],
    ['https://evil.example/win', 'https evil. example/win'],
    ['www.evil.example', 'www. evil. example'],
    ['Write to a@evil.example', 'Write to a evil. example'],
    ['Hello\r\nBcc: eve@evil.example', 'Hello Bcc: eve evil. example'],
    ['\u202egnp.exe', 'gnp. exe'],
    ['evil。example', 'evil. example'],
    ['//evil.example', 'evil. example'],
  ])('shows %j as %j', (title, shown) => {
    expect(plainTitle(title)).toBe(shown);
  });
});
