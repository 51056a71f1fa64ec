import { describe, expect, it } from '@jest/globals';
import type { FormQuestion } from './form-question.type.js';
import { openedQuestions } from './stays-private.js';

const asked = (key: string, hidden: boolean): FormQuestion => ({
  key,
  kind: 'SHORT_TEXT',
  required: false,
  private: hidden,
  labels: { EN: 'x', FR: 'x' },
  options: [],
});

describe('openedQuestions', () => {
  it.each<[string, FormQuestion[], FormQuestion[], number[]]>([
    ['an open one that stays open', [asked('a', false)], [asked('a', false)], []],
    ['one that becomes private', [asked('a', false)], [asked('a', true)], []],
    ['a private one that stays so', [asked('a', true)], [asked('b', false), asked('a', true)], []],
    ['a private one that goes', [asked('a', true)], [asked('b', false)], []],
    [
      'private ones that open, at their new places',
      [asked('a', true), asked('b', true)],
      [asked('c', true), asked('b', false), asked('a', false)],
      [1, 2],
    ],
  ])('%s', (_what, before, after, places) => expect(openedQuestions(before, after)).toEqual(places));
});
