import { describe, expect, it } from '@jest/globals';
import { findCommands, inGroups } from './find-commands.js';
import type { Command } from './find-commands.js';

const command = (label: string, group = 'Go to'): Command => ({ id: label, group, label, run: () => undefined });
const commands = [
  command('Home page'),
  command('Settings: e-mail'),
  command('Éducation des musées', 'My communities'),
  command('Dark theme', 'Appearance'),
  command('Open the settings of the theme', 'Appearance'),
];
const found = (typed: string): string[] => findCommands(commands, typed).map(({ label }) => label);

describe('findCommands', () => {
  it('finds all for nothing typed, in their order', () => {
    expect(found('')).toEqual(commands.map(({ label }) => label));
    expect(found('  :')).toEqual(commands.map(({ label }) => label));
  });

  it('finds by the beginnings of words, in any order', () => {
    expect(found('pag hom')).toEqual(['Home page']);
    expect(found('ome')).toEqual([]);
    expect(found('e-mail')).toEqual(['Settings: e-mail']);
  });

  it('takes accents and capitals as all one', () => {
    expect(found('educ')).toEqual(['Éducation des musées']);
    expect(found('MUSÉES')).toEqual(['Éducation des musées']);
  });

  it('puts first what begins with it', () => {
    expect(found('the')).toEqual(['Dark theme', 'Open the settings of the theme']);
    expect(found('set')).toEqual(['Settings: e-mail', 'Open the settings of the theme']);
    expect(found('open')).toEqual(['Open the settings of the theme']);
  });
});

describe('inGroups', () => {
  it('keeps what stands together under one heading', () => {
    const groups = inGroups(commands).map(({ group, commands: held }) => [group, held.length]);
    expect(groups).toEqual([
      ['Go to', 2],
      ['My communities', 1],
      ['Appearance', 2],
    ]);
    expect(inGroups([])).toEqual([]);
  });
});
