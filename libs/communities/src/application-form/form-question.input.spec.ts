import { describe, expect, it } from '@jest/globals';
import { BadInput } from '#platform/errors';
import { parseInput } from '#platform/graphql';
import { applicationForm } from './form-question.input.js';
import { formOf, storedForm } from './stored-form.js';

const good = (change: object = {}): object => ({
  key: 'role',
  kind: 'SHORT_TEXT',
  required: true,
  private: false,
  label: { en: 'Your role', fr: 'Votre rôle' },
  options: null,
  ...change,
});
const parse = (form: unknown) => parseInput(applicationForm(), form);

const fieldsOf = (form: unknown): string[] => {
  try {
    parse(form);
  } catch (error) {
    if (error instanceof BadInput) return Object.keys(error.details.fields ?? {});
    throw error;
  }
  return [];
};

describe('the shape of an application form', () => {
  it('answers questions as the rest of the product has them, through the store and back', () => {
    const form = parse([good(), good({ key: 'kind', kind: 'CHOICE', options: [' Museum ', 'Zoo'], private: true })]);
    expect(form).toEqual([
      {
        key: 'role',
        kind: 'SHORT_TEXT',
        required: true,
        private: false,
        labels: { EN: 'Your role', FR: 'Votre rôle' },
        options: [],
      },
      expect.objectContaining({ kind: 'CHOICE', private: true, options: ['Museum', 'Zoo'] }),
    ]);
    expect(formOf(storedForm(form))).toEqual(form);
    expect(storedForm([])).toBeNull();
    expect(formOf(null)).toEqual([]);
  });

  it.each<[string, object[], string[]]>([
    ['21 questions', Array.from({ length: 21 }, (_, n) => good({ key: `k${n}` })), ['input']],
    ['two of one key', [good(), good()], ['1.key']],
    ['a key of signs', [good({ key: '__proto__' })], ['0.key']],
    ['an unknown kind', [good({ kind: 'FILE' })], ['0.kind']],
    ['an empty label', [good({ label: { en: ' ', fr: 'x' } })], ['0.label.en']],
    ['a label of 501 characters', [good({ label: { en: 'x', fr: 'x'.repeat(501) } })], ['0.label.fr']],
    ['a choice without options', [good({ kind: 'CHOICE' })], ['0.options']],
    ['a choice of one', [good({ kind: 'CHOICE', options: ['a'] })], ['0.options']],
    [
      'a choice of 51',
      [good({ kind: 'CHOICE', options: Array.from({ length: 51 }, (_, n) => `${n}`) })],
      ['0.options'],
    ],
    ['a choice of the same twice', [good({ kind: 'CHOICE', options: ['a', 'b', 'a '] })], ['0.options.2']],
    ['options of another kind', [good({ options: ['a', 'b'] })], ['0.options']],
    ['an empty option', [good({ kind: 'CHOICE', options: ['a', ' '] })], ['0.options.1']],
  ])('refuses %s', (_what, form, fields) => expect(fieldsOf(form)).toEqual(fields));
});
