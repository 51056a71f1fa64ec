import { describe, expect, it } from '@jest/globals';
import { ACCEPTED, faultOfFile } from './fault-of-file.js';

const limits = { fileBytes: 100, communityBytes: 1_000, usedBytes: 950 };

describe('a file before it is sent', () => {
  it('is refused for its kind, for nothing in it, for its size, and for want of room', () => {
    expect(faultOfFile({ name: 'a.svg', size: 1 }, limits)).toEqual({ fault: 'type' });
    expect(faultOfFile({ name: 'constructor', size: 1 }, limits)).toEqual({ fault: 'type' });
    expect(faultOfFile({ name: 'a.constructor', size: 1 }, limits)).toEqual({ fault: 'type' });
    expect(faultOfFile({ name: 'a.pdf', size: 0 }, limits)).toEqual({ fault: 'empty' });
    expect(faultOfFile({ name: 'a.pdf', size: 101 }, limits)).toEqual({ fault: 'size' });
    expect(faultOfFile({ name: 'a.pdf', size: 51 }, limits)).toEqual({ fault: 'quota' });
  });

  it('is tried otherwise, and wherever the limits are not known yet', () => {
    expect(faultOfFile({ name: 'Résumé.PDF', size: 50 }, limits)).toBeNull();
    expect(faultOfFile({ name: 'a.pdf', size: 10 ** 12 }, null)).toBeNull();
    expect(ACCEPTED.split(',')).toContain('.pdf');
    expect(ACCEPTED).not.toContain('heic');
  });
});
