import { expect, it } from '@jest/globals';
import { placeOfField } from './place-of-field.js';

const values = {
  name: { en: 'Science Centre', fr: '' },
  domains: 'museum.example\n\n gmail.com \n',
  applicationForm: [{ key: 'why', required: false, options: 'a\nb' }],
  nothing: null,
};

it.each([
  ['name.fr', { path: 'name.fr', line: null }],
  ['input.name.en', { path: 'name.en', line: null }],
  ['domains', { path: 'domains', line: null }],
  ['domains.1', { path: 'domains', line: 'gmail.com' }],
  ['domains.7', { path: 'domains', line: null }],
  ['applicationForm.0.key', { path: 'applicationForm.0.key', line: null }],
  ['applicationForm.0.required', { path: 'applicationForm.0.required', line: null }],
  ['applicationForm.0.options.1', { path: 'applicationForm.0.options', line: 'b' }],
  ['applicationForm', null],
  ['applicationForm.3.key', null],
  ['name.en.x', null],
  ['name', null],
  ['slug', null],
  ['toString', null],
])('places %s', (field, place) => {
  expect(placeOfField(field, values)).toEqual(place);
});
