import { describe, expect, it } from '@jest/globals';
import { zoneWords } from './zone-words.js';

describe('zoneWords', () => {
  it('names the zone in both languages', () => {
    expect(zoneWords('America/New_York', 'en')).toBe('America/New York (Eastern Time)');
    expect(zoneWords('America/New_York', 'fr')).toMatch(/^America\/New York \(heure de l’Est/);
  });

  it('has a word for every zone of the list', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) expect(zoneWords(zone, 'fr')).toMatch(/^\S.*\(.+\)$|^UTC$/);
    expect(zoneWords('Etc/UTC', 'en')).toBe('UTC');
  });
});
