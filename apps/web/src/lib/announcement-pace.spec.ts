import { describe, expect, it } from '@jest/globals';
import { AnnouncementPace, PACE_MS } from './announcement-pace.js';

describe('the pace of announcements', () => {
  it('says the first at once and gathers those that follow', () => {
    const pace = new AnnouncementPace();
    expect(pace.wait(0, 0)).toBeNull();
    expect(pace.wait(1, 1000)).toBe(0);
    expect(pace.say(1, 1000)).toBe(1);
    expect(pace.wait(2, 3000)).toBe(PACE_MS - 2000);
    expect(pace.wait(4, 1000 + PACE_MS)).toBe(0);
    expect(pace.say(4, 1000 + PACE_MS)).toBe(3);
    expect(pace.wait(4, 1000 + 2 * PACE_MS)).toBeNull();
  });
});
