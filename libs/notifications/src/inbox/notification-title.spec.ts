import { expect, it } from '@jest/globals';
import { titleOf, type TitleFacts } from './notification-title.js';

const facts = (more: Partial<TitleFacts>): TitleFacts => ({
  kind: 'REPLY',
  count: 1,
  actor: 'Étienne Tremblay',
  thread: 'Tactile models',
  community: 'Small museums',
  resource: null,
  detail: null,
  ...more,
});

it.each([
  [{ kind: 'REPLY' }, '1 new reply in “Tactile models”', '1 nouvelle réponse dans « Tactile models »'],
  [{ kind: 'REPLY', count: 3 }, '3 new replies in “Tactile models”', '3 nouvelles réponses dans « Tactile models »'],
  [
    { kind: 'MENTION' },
    'Étienne Tremblay mentioned you in “Tactile models”',
    'Étienne Tremblay vous a mentionné·e dans « Tactile models »',
  ],
  [
    { kind: 'QUOTE' },
    'Étienne Tremblay quoted you in “Tactile models”',
    'Étienne Tremblay vous a cité·e dans « Tactile models »',
  ],
  [
    { kind: 'QUOTE', actor: null },
    'Somebody quoted you in “Tactile models”',
    'Quelqu’un vous a cité·e dans « Tactile models »',
  ],
  [{ kind: 'NEW_THREAD' }, 'New discussion: “Tactile models”', 'Nouvelle discussion : « Tactile models »'],
  [
    { kind: 'APPLICATION' },
    '1 application waits in Small museums',
    '1 demande d’adhésion attend dans « Small museums »',
  ],
  [
    { kind: 'APPLICATION', count: 2 },
    '2 applications wait in Small museums',
    '2 demandes d’adhésion attendent dans « Small museums »',
  ],
  [
    { kind: 'APPLICATION_DECIDED', detail: 'ACCEPTED' },
    'Your application to Small museums was accepted',
    'Votre demande d’adhésion à « Small museums » est acceptée',
  ],
  [
    { kind: 'APPLICATION_DECIDED', detail: 'DECLINED' },
    'Your application to Small museums was not accepted',
    'Votre demande d’adhésion à « Small museums » n’a pas été acceptée',
  ],
  [
    { kind: 'INVITATION' },
    'You are invited to Small museums',
    'Vous êtes invité·e à faire partie de « Small museums »',
  ],
  [
    { kind: 'ROLE_CHANGED', detail: 'FACILITATOR' },
    'You are a facilitator of Small museums now',
    'Vous animez maintenant « Small museums »',
  ],
  [
    { kind: 'ROLE_CHANGED', detail: 'MEMBER' },
    'You are a member of Small museums now, and no facilitator any more',
    'Vous êtes maintenant membre de « Small museums » et ne l’animez plus',
  ],
  [
    { kind: 'NEW_RESOURCE', resource: 'Guide' },
    'New resource in Small museums: “Guide”',
    'Nouvelle ressource dans « Small museums » : « Guide »',
  ],
  [{ kind: 'NEW_RESOURCE' }, 'New resource in Small museums', 'Nouvelle ressource dans « Small museums »'],
  [
    { kind: 'NEW_RESOURCE', count: 4, resource: 'Guide' },
    '4 new resources in Small museums',
    '4 nouvelles ressources dans « Small museums »',
  ],
] as const)('says %j', (more, english, french) => {
  expect(titleOf('EN', facts(more))).toBe(english);
  const said = titleOf('FR', facts(more));
  expect(said.replaceAll('\u00a0', ' ')).toBe(french);
  // No line breaks inside quotation marks, before a colon or after a figure.
  expect(said).not.toMatch(/« | »| :|^\d+ /);
});
