import { beforeEach, describe, expect, it } from '@jest/globals';
import { DraftForm } from './draft-form.js';
import type { DraftStorage } from './draft-store.js';

let device: Map<string, string>;

function storage(): DraftStorage {
  return {
    getItem: (key) => device.get(key) ?? null,
    setItem: (key, value) => void device.set(key, value),
    removeItem: (key) => void device.delete(key),
    key: (index) => [...device.keys()][index] ?? null,
    get length() {
      return device.size;
    },
  };
}

const aTab = () => new DraftForm(storage(), 'a', { kind: 'reply', threadId: 't' }, { body: '' });
const text = (tab: DraftForm) => tab.read().draft.body;

beforeEach(() => {
  device = new Map();
});

describe('one tab', () => {
  it('finds its text again', () => {
    const tab = aTab();
    tab.change({ body: 'Half a thought' });
    expect(tab.read().saved).toBe(true);
    expect(text(aTab())).toBe('Half a thought');
    tab.drop();
    expect(tab.read()).toEqual({ draft: { body: '' }, saved: false, elsewhere: null });
    expect(text(aTab())).toBe('');
  });
});

describe('two tabs with one draft', () => {
  let one: DraftForm;
  let two: DraftForm;
  beforeEach(() => {
    one = aTab();
    two = aTab();
    one.change({ body: 'Written in one' });
  });

  it('show the same while only one is written in, and after it was posted there', () => {
    two.look();
    expect(text(two)).toBe('Written in one');
    one.drop();
    two.look();
    expect(text(two)).toBe('');
  });

  it('go on from each other', () => {
    two.look();
    two.change({ body: 'Written in one, continued in two' });
    one.look();
    expect(one.read()).toMatchObject({ draft: { body: 'Written in one, continued in two' }, elsewhere: null });
  });

  it('do not take a text away from its writer, nor write over a newer one', () => {
    two.look();
    two.change({ body: 'Another text' });
    one.look();
    expect(one.read()).toMatchObject({
      draft: { body: 'Written in one' },
      saved: false,
      elsewhere: { draft: { body: 'Another text' } },
    });
    one.change({ body: 'Written on in one' });
    expect(one.read().saved).toBe(false);
    expect(text(aTab())).toBe('Another text');
  });

  it('let the writer choose', () => {
    two.look();
    two.change({ body: 'Another text' });
    one.look();
    one.keepMine();
    expect(one.read()).toMatchObject({ draft: { body: 'Written in one' }, saved: true, elsewhere: null });
    two.look();
    expect(two.read().elsewhere?.draft?.body).toBe('Written in one');
    two.takeOther();
    expect(two.read()).toMatchObject({ draft: { body: 'Written in one' }, saved: true, elsewhere: null });
  });

  it('notice it before writing, when nobody has told them', () => {
    two.change({ body: 'Typed in a tab that slept' });
    expect(two.read()).toMatchObject({
      draft: { body: 'Typed in a tab that slept' },
      saved: false,
      elsewhere: { draft: { body: 'Written in one' } },
    });
    expect(text(aTab())).toBe('Written in one');
  });

  it('keep a text that another tab has posted meanwhile, and say so', () => {
    two.look();
    two.drop();
    one.look();
    expect(one.read()).toMatchObject({ draft: { body: 'Written in one' }, saved: false, elsewhere: { draft: null } });
    one.takeOther();
    expect(text(one)).toBe('');
  });

  it('leave each other’s text when theirs is posted', () => {
    two.look();
    two.change({ body: 'Another text' });
    one.look();
    one.drop();
    expect(text(one)).toBe('Another text');
    expect(text(aTab())).toBe('Another text');
  });

  it('read what this tab has put there itself', () => {
    device.set([...device.keys()][0] ?? '', '{"body":"Came back\\n\\nWritten in one"}');
    one.reread();
    expect(one.read()).toMatchObject({ draft: { body: 'Came back\n\nWritten in one' }, saved: true, elsewhere: null });
  });
});
