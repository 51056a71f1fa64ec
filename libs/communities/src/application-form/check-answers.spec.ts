import { describe, expect, it } from '@jest/globals';
import { BadInput } from '#platform/errors';
import { checkAnswers, type GivenAnswer } from './check-answers.js';
import type { FormQuestion } from './form-question.type.js';

const question = (key: string, change: Partial<FormQuestion> = {}): FormQuestion => ({
  key,
  kind: 'SHORT_TEXT',
  required: false,
  private: false,
  labels: { EN: key, FR: key },
  options: [],
  ...change,
});

const FORM = [
  question('role', { required: true }),
  question('why', { kind: 'LONG_TEXT' }),
  question('kind', { kind: 'CHOICE', options: ['Museum', 'Zoo'] }),
  question('agree', { kind: 'ATTESTATION', required: true, private: true }),
  question('news', { kind: 'ATTESTATION' }),
];
const GOOD: GivenAnswer[] = [
  { key: 'role', value: 'Curator' },
  { key: 'agree', value: 'true' },
];

const fieldsOf = (answers: GivenAnswer[], form: readonly FormQuestion[] = FORM): Record<string, string> => {
  try {
    checkAnswers(form, answers);
  } catch (error) {
    if (error instanceof BadInput) return { ...error.details.fields };
    throw error;
  }
  return {};
};

describe('checkAnswers', () => {
  it('keeps what is right, as it is to be kept, and leaves blanks out', () => {
    const answers = [
      ...GOOD,
      { key: 'why', value: ' One.\r\nTwo. ' },
      { key: 'kind', value: ' ' },
      { key: 'news', value: 'false' },
    ];
    expect([...checkAnswers(FORM, answers)]).toEqual([
      ['role', 'Curator'],
      ['agree', 'true'],
      ['why', ' One.\nTwo. '],
      ['news', 'false'],
    ]);
    expect(checkAnswers(FORM, [{ key: 'role', value: '  Curator ' }, GOOD[1] as GivenAnswer]).get('role')).toBe(
      'Curator',
    );
    expect(checkAnswers([], []).size).toBe(0);
  });

  it.each<[string, GivenAnswer, string]>([
    ['a key that is none', { key: 'nothing', value: 'x' }, 'answers.2.key'],
    ['a key of every object', { key: 'constructor', value: 'x' }, 'answers.2.key'],
    ['a question answered twice', { key: 'role', value: 'Other' }, 'answers.2.key'],
    ['a short text of 201 characters', { key: 'role', value: 'x'.repeat(201) }, 'answers.0.value'],
    ['a short text of two lines', { key: 'role', value: 'a\nb' }, 'answers.0.value'],
    ['a required text left blank', { key: 'role', value: ' \n ' }, 'answers.0.value'],
    ['what cannot be stored', { key: 'why', value: 'a\u0000b' }, 'answers.2.value'],
    ['half a character', { key: 'why', value: '\ud800' }, 'answers.2.value'],
    ['a long text of 4,001 characters', { key: 'why', value: 'x'.repeat(4_001) }, 'answers.2.value'],
    ['a megabyte', { key: 'why', value: 'x'.repeat(1_048_576) }, 'answers.2.value'],
    ['what is no option', { key: 'kind', value: 'Bank' }, 'answers.2.value'],
    ['an option in other letters', { key: 'kind', value: 'museum' }, 'answers.2.value'],
    ['a statement that is not made', { key: 'agree', value: 'false' }, 'answers.1.value'],
    ['a statement in another word', { key: 'news', value: 'yes' }, 'answers.2.value'],
  ])('refuses %s, by name and without repeating it', (_what, answer, field) => {
    const at = GOOD.findIndex(({ key }) => key === answer.key);
    const replaces = at >= 0 && field !== 'answers.2.key';
    const fields = fieldsOf(replaces ? GOOD.with(at, answer) : [...GOOD, answer]);
    expect(Object.keys(fields)).toEqual([field]);
    if (answer.value.length > 3) expect(JSON.stringify(fields)).not.toContain(answer.value.slice(0, 50));
  });

  it('names every problem at once, missing answers by their key', () => {
    expect(
      Object.keys(
        fieldsOf([
          { key: 'nothing', value: '' },
          { key: 'kind', value: 'Bank' },
        ]),
      ).toSorted(),
    ).toEqual(['answers.0.key', 'answers.1.value', 'answers.agree', 'answers.role']);
  });

  it('looks at no more than a form can have', () => {
    const many = Array.from({ length: 200 }, () => ({ key: 'x', value: 'x'.repeat(10_000) }));
    expect(fieldsOf(many)).toEqual({ answers: 'At most 20 answers.' });
    expect(Object.keys(fieldsOf(many.slice(0, 20)))).toHaveLength(22);
  });
});
