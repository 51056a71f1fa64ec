import { expect, it } from '@jest/globals';
import { institutionInputOf, institutionValuesOf } from './institution-values.js';

it('sends what was typed: trimmed, domains in small letters one a line, an open end as null', () => {
  expect(
    institutionInputOf({
      ...institutionValuesOf(null),
      name: { en: ' Science North ', fr: 'Science Nord' },
      province: ' on ',
      domains: 'ScienceNorth.ca\n\n sciencenord.ca ',
      memberships: [{ association: 'casc', tie: 'MEMBER', from: '2026-01-01', until: '' }],
    }),
  ).toEqual({
    name: { en: 'Science North', fr: 'Science Nord' },
    kind: 'SCIENCE_CENTRE',
    country: 'CA',
    province: 'ON',
    domains: ['sciencenorth.ca', 'sciencenord.ca'],
    memberships: [{ association: 'casc', tie: 'MEMBER', from: '2026-01-01', until: null }],
  });
  expect(institutionInputOf(institutionValuesOf(null))).toMatchObject({ province: null, domains: [], memberships: [] });
});
