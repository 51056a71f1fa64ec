import { describe, expect, it } from '@jest/globals';
import { tagsIn } from './tags-in.js';

describe('tagsIn', () => {
  it.each([
    ['', []],
    [' , ,', []],
    ['touch models', ['touch models']],
    ['#labels, Médiation ,  #  low   light', ['labels', 'Médiation', 'low light']],
    ['Labels, labels, LABELS', ['Labels']],
  ])('in %j are %j', (text, tags) => expect(tagsIn(text)).toEqual(tags));
});
