import { describe, expect, it } from '@jest/globals';
import { zoneWords } from './zone-words.js';

describe('zoneWords', () => {
  it('names the zone in both languages', () => {
    expect(zoneWords('America/New_York', 'en')).toBe('America/New York (Eastern Time)');
    expect(zoneWords('America/New_York', 'fr')).toMatch(/^America\/New York \(heure de l’Est/);
  });

  it('has a word for every zone of the list', () => {
    for (const zone of Intl.supportedValuesOf('timeZone'))
      expect(zoneWords(zone, 'fr')).toMatch(/^[\w+-]+(?:\/[^(]+)?(?: \([^:]+\))?$/);
    for (const zone of ['UTC', 'Etc/UTC']) expect(zoneWords(zone, 'en')).toBe('UTC');
  });

  it('names the place alone where there is no name, or the browser does not know the zone', () => {
    expect(zoneWords('Europe/Dublin', 'fr')).toBe('Europe/Dublin');
    expect(zoneWords('Atlantis/New_Harbour', 'fr')).toBe('Atlantis/New Harbour');
  });
});
