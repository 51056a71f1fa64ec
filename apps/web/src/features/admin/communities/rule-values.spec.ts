import { describe, expect, it } from '@jest/globals';
import { newQuestion, questionsOf } from './rule-values.js';

const question = newQuestion([]);

describe('the questions of a form', () => {
  it('are sent trimmed, with the options of a choice and of no other', () => {
    const typed = {
      ...question,
      key: ' role ',
      label: { en: ' Role ', fr: ' Rôle ' },
      options: 'Staff\n\n Volunteer ',
    };
    expect(questionsOf([{ ...typed, kind: 'CHOICE' }, typed])).toEqual([
      expect.objectContaining({ key: 'role', label: { en: 'Role', fr: 'Rôle' }, options: ['Staff', 'Volunteer'] }),
      expect.objectContaining({ kind: 'SHORT_TEXT', options: null }),
    ]);
  });

  it('get keys of their own, also after one was taken out', () => {
    expect(newQuestion([]).key).toBe('question1');
    expect(newQuestion([{ key: 'why' }, { key: 'question3' }]).key).toBe('question4');
  });
});
