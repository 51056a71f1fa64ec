import { describe, expect, it } from '@jest/globals';
import { answersToSend, emptyAnswers, placesOf } from './answer-fields.js';
import type { Question } from './answer-fields.js';

const question = (key: string, over: Partial<Question> = {}): Question => ({
  key,
  kind: 'SHORT_TEXT',
  required: false,
  private: false,
  label: key,
  options: [],
  ...over,
});

const form = [question('where'), question('why', { kind: 'LONG_TEXT' }), question('agree', { kind: 'ATTESTATION' })];

describe('the answers of a form', () => {
  it('begin empty and are sent without what is blank', () => {
    expect(emptyAnswers(form)).toEqual({ answers: ['', '', false] });
    expect(answersToSend(form, emptyAnswers(form))).toEqual([]);
    expect(answersToSend(form, { answers: [' Halifax ', '  ', true] })).toEqual([
      { key: 'where', value: 'Halifax' },
      { key: 'agree', value: 'true' },
    ]);
  });

  it('are found again when the server refuses some', () => {
    const sent = [{ key: 'where' }, { key: 'agree' }];
    const fields = {
      'answers.1.value': 'Must be true.',
      'answers.why': 'Must be answered.',
      'input.answers.0.value': 'Too long.',
      'answers.7.value': 'of none that was sent',
      slug: 'of another field',
    };
    expect([...placesOf(fields, form, sent)]).toEqual([
      [2, 'Must be true.'],
      [1, 'Must be answered.'],
      [0, 'Too long.'],
    ]);
  });
});
