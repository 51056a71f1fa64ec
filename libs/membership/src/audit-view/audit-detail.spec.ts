import { describe, expect, it } from '@jest/globals';
import { detailOf } from './audit-detail.js';

describe('detailOf', () => {
  it.each<[string, object, string | null]>([
    ['community-created', { slug: 'night-sky' }, 'night-sky'],
    ['community-renamed', { from: 'steam', to: 'arts' }, 'steam → arts'],
    ['community-edited', { fields: ['names', 'summaries', 'tags'] }, 'name, summary, tags'],
    ['community-rules-changed', { fields: ['form', 'joinPolicy'] }, 'applicationForm, joinPolicy'],
    ['roster-set', { programme: 'genaction', added: 12, dropped: 0 }, 'genaction (+12, −0)'],
    ['roster-applied', { programme: 'genaction', enrolled: ['an-id'], released: [] }, 'genaction'],
    ['institution-added', { institution: 'Science North' }, 'Science North'],
    ['institution-edited', { institution: 'Science North' }, 'Science North'],
    ['affiliation-ended', { institution: 'Science North' }, 'Science North'],
    ['account-affiliated', { institution: 'X', from: '2026-01-01', until: '2026-12-31' }, 'X, 2026-01-01 – 2026-12-31'],
    ['account-affiliated', { institution: 'X', from: '2026-01-01', until: null }, 'X, 2026-01-01 –'],
    ['account-suspended', { until: '2026-12-31T05:00:00.000Z' }, '2026-12-31T05:00:00.000Z'],
  ])('%s %j: %s', (action, details, said) => expect(detailOf({ action, details })).toBe(said));

  it.each<[string, object]>([
    ['member-removed', { accountId: 'an-id' }],
    ['people-invited', { invitations: ['an-id'] }],
    ['application-accepted', { message: 'Welcome', answers: { a: 'b' } }],
    ['toString', { slug: 'x' }],
    ['community-created', {}],
    ['community-renamed', { from: 'steam' }],
    ['community-edited', { fields: ['secretWord'] }],
    ['community-edited', { fields: [] }],
    ['roster-set', { programme: 7 }],
    ['account-suspended', { until: 'x@example.org' }],
  ])('says nothing of %s %j', (action, details) => expect(detailOf({ action, details })).toBeNull());
});
