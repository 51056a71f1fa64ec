import { describe, expect, it } from '@jest/globals';
import {
  attemptFor,
  backToDraft,
  draftKey,
  dropDraft,
  dropDraftsOf,
  dropReply,
  isStale,
  keepDraft,
  keepReply,
  keptReplies,
  keptTexts,
  readDraft,
  type DraftStorage,
} from './draft-store.js';

function aStorage(): DraftStorage & { keys: () => string[] } {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    key: (index) => [...values.keys()][index] ?? null,
    get length() {
      return values.size;
    },
    keys: () => [...values.keys()],
  };
}

const reply = { kind: 'reply', threadId: 't1' } as const;

const aFile = (id: string) => ({
  id,
  fileName: 'plan.pdf',
  mediaType: 'application/pdf',
  size: 10,
  url: `/files/${id}/plan.pdf`,
  alt: '',
  width: null,
  height: null,
});

describe('drafts', () => {
  it('has one key per account and place', () => {
    const keys = [
      draftKey('a', reply),
      draftKey('b', reply),
      draftKey('a', { kind: 'reply', threadId: 't2' }),
      draftKey('a', { kind: 'thread', slug: 't1' }),
      draftKey('a', { kind: 'edit', postId: 't1' }),
    ];
    expect(new Set(keys).size).toBe(5);
  });

  it('comes back as it was kept, and only to its account', () => {
    const storage = aStorage();
    const draft = { body: 'Hello', inReplyTo: { id: 'p', number: 3, name: 'Amara' } };
    expect(keepDraft(storage, 'a', reply, draft)).toBe(true);
    expect(readDraft(storage, 'a', reply)).toEqual(draft);
    expect(readDraft(storage, 'b', reply)).toBeNull();
    dropDraft(storage, 'a', reply);
    expect(readDraft(storage, 'a', reply)).toBeNull();
  });

  it('keeps the files that stand with it, also without a word', () => {
    const storage = aStorage();
    const draft = { body: '', attachments: [aFile('f1')] };
    expect(keepDraft(storage, 'a', reply, draft)).toBe(true);
    expect(readDraft(storage, 'a', reply)).toEqual(draft);
    expect(keepDraft(storage, 'a', reply, { body: '', attachments: [] })).toBe(false);
    storage.setItem(draftKey('a', reply), JSON.stringify({ body: 'x', attachments: [{ id: 'f1', url: '//evil' }] }));
    expect(readDraft(storage, 'a', reply)).toEqual({ body: 'x' });
  });

  it('forgets an emptied one, and does not trust what it cannot read', () => {
    const storage = aStorage();
    keepDraft(storage, 'a', reply, { body: 'x' });
    expect(keepDraft(storage, 'a', reply, { body: '  ' })).toBe(false);
    expect(storage.keys()).toEqual([]);
    storage.setItem(draftKey('a', reply), '{"body":5}');
    expect(readDraft(storage, 'a', reply)).toBeNull();
    storage.setItem(draftKey('a', reply), 'no json');
    expect(readDraft(storage, 'a', reply)).toBeNull();
  });

  it('says that nothing is kept when storage refuses', () => {
    const storage = aStorage();
    storage.setItem = () => {
      throw new Error('QuotaExceededError');
    };
    expect(keepDraft(storage, 'a', reply, { body: 'x' })).toBe(false);
  });

  it('counts what of an account is on this device alone', () => {
    const storage = aStorage();
    keepDraft(storage, 'a', reply, { body: 'x' });
    keepDraft(storage, 'a', { kind: 'edit', postId: 'p' }, { body: 'y' });
    keepReply(storage, 'a', { id: 'r', threadId: 't1', body: 'z', inReplyTo: null, at: 0 });
    keepDraft(storage, 'ab', reply, { body: 'other' });
    expect(keptTexts(storage, 'a')).toEqual({ drafts: 2, waiting: 1 });
    expect(keptTexts(storage, 'nobody')).toEqual({ drafts: 0, waiting: 0 });
  });

  it('removes all of one account at sign-out and nothing of another', () => {
    const storage = aStorage();
    keepDraft(storage, 'a', reply, { body: 'x' });
    keepDraft(storage, 'a', { kind: 'edit', postId: 'p' }, { body: 'y' });
    keepReply(storage, 'a', { id: 'r', threadId: 't1', body: 'z', inReplyTo: null, at: 0 });
    keepDraft(storage, 'ab', reply, { body: 'other' });
    storage.setItem('copse.theme', 'DARK');
    dropDraftsOf(storage, 'a');
    expect(storage.keys()).toEqual([draftKey('ab', reply), 'copse.theme']);
  });
});

describe('the id of a submission', () => {
  let made = 0;
  const makeId = () => `id-${++made}`;

  it('stays the same for the same text, and is new for another', () => {
    const first = attemptFor('one', undefined, makeId, 1000);
    expect(attemptFor('one', first, makeId, 2000)).toBe(first);
    expect(attemptFor('two', first, makeId, 2000).id).not.toBe(first.id);
  });

  it('is made anew before the server would refuse its age', () => {
    const first = attemptFor('one', undefined, makeId, 0);
    expect(attemptFor('one', first, makeId, 21 * 3600 * 1000).id).not.toBe(first.id);
  });
});

const at = (id: string, time: number) => ({ id, threadId: 't1', body: id, inReplyTo: null, at: time });

describe('replies on their way', () => {
  it('are found again in the order of writing', () => {
    const storage = aStorage();
    keepReply(storage, 'a', at('second', 20));
    keepReply(storage, 'a', at('first', 10));
    keepReply(storage, 'b', at('other', 10));
    expect(keptReplies(storage, 'a').map((kept) => kept.id)).toEqual(['first', 'second']);
    dropReply(storage, 'a', { threadId: 't1', id: 'first' });
    expect(keptReplies(storage, 'a').map((kept) => kept.id)).toEqual(['second']);
  });

  it('become a draft when they cannot be sent, and lose nothing that was begun since', () => {
    const storage = aStorage();
    expect(isStale(at('old', 0), 21 * 3600 * 1000)).toBe(true);
    backToDraft(storage, 'a', at('sent', 5));
    expect(readDraft(storage, 'a', reply)).toMatchObject({ body: 'sent', attempt: { id: 'sent', text: 'sent' } });
    keepDraft(storage, 'a', reply, { body: 'begun' });
    backToDraft(storage, 'a', at('sent', 5));
    expect(readDraft(storage, 'a', reply)?.body).toBe('sent\n\nbegun');
  });

  it('bring their files back, beside those that were attached since', () => {
    const storage = aStorage();
    keepDraft(storage, 'a', reply, { body: 'begun', attachments: [aFile('f2')] });
    const sent = { id: 'r1', threadId: 't1', body: 'sent', inReplyTo: null, attachments: [aFile('f1')], at: 5 };
    keepReply(storage, 'a', sent);
    expect(keptReplies(storage, 'a')).toEqual([sent]);
    backToDraft(storage, 'a', sent);
    expect(readDraft(storage, 'a', reply)?.attachments?.map(({ id }) => id)).toEqual(['f2', 'f1']);
  });

  it('come back in the order of writing, above what was begun, and once', () => {
    const storage = aStorage();
    keepDraft(storage, 'a', reply, { body: 'begun' });
    for (const kept of [at('second', 20), at('third', 30), at('first', 10), at('third', 30)]) {
      backToDraft(storage, 'a', kept);
    }
    expect(readDraft(storage, 'a', reply)?.body).toBe('first\n\nsecond\n\nthird\n\nbegun');
  });

  it('come after a text that was changed since the one before them came back', () => {
    const storage = aStorage();
    backToDraft(storage, 'a', at('first', 10));
    const draft = readDraft(storage, 'a', reply);
    keepDraft(storage, 'a', reply, { ...draft, body: 'First, better.' });
    backToDraft(storage, 'a', at('second', 20));
    expect(readDraft(storage, 'a', reply)?.body).toBe('First, better.\n\nsecond');
  });

  it('keep the post that they answer, unless they answer different ones', () => {
    const [three, five] = [
      { id: 'p3', number: 3, name: 'Amara' },
      { id: 'p5', number: 5, name: 'Luc' },
    ];
    const answers = (...targets: (typeof three | null)[]) => {
      const storage = aStorage();
      targets.forEach((inReplyTo, index) => backToDraft(storage, 'a', { ...at(`r${index}`, index), inReplyTo }));
      return readDraft(storage, 'a', reply)?.inReplyTo?.number ?? null;
    };
    expect(answers(three, three)).toBe(3);
    expect(answers(three, null)).toBe(3);
    expect(answers(three, five)).toBeNull();
    expect(answers(three, five, five)).toBeNull();
  });
});
