import { beforeEach, describe, expect, it } from '@jest/globals';
import { KeptUploads } from './kept-uploads.js';
import type { KeptUpload, UploadStorage } from './kept-uploads.js';

const DAY = 24 * 3600 * 1000;
const NONE: ReadonlySet<string> = new Set();

function aStorage(): UploadStorage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const film: KeptUpload = { uploadId: 'u1', name: 'film.mp4', size: 9, at: 0, modified: 5, sha256: 'aa' };
const sought = { name: 'film.mp4', size: 9, modified: 5, sha256: 'aa' };

let storage: UploadStorage;
let now: number;
let kept: KeptUploads;

beforeEach(() => {
  storage = aStorage();
  now = 0;
  kept = new KeptUploads(storage, 'ana', 'circle', () => now);
});

describe('uploads kept on the device', () => {
  it('finds the same content under the same name, whenever it was changed', () => {
    kept.keep(film);
    expect(kept.find(sought, NONE)).toEqual(film);
    expect(kept.find({ ...sought, modified: 6 }, NONE)).toEqual(film);
    expect(kept.find({ ...sought, sha256: 'bb' }, NONE)).toBeNull();
    expect(kept.find({ ...sought, name: 'other.mp4' }, NONE)).toBeNull();
    expect(kept.find({ ...sought, size: 10 }, NONE)).toBeNull();
  });

  it('goes by what the system says of a file whose content could not be computed, and never by half of it', () => {
    kept.keep({ ...film, sha256: null });
    expect(kept.find({ ...sought, sha256: null }, NONE)?.uploadId).toBe('u1');
    expect(kept.find({ ...sought, sha256: null, modified: 6 }, NONE)).toBeNull();
    expect(kept.find(sought, NONE)).toBeNull();
  });

  it('leaves out what goes on already, and finds the next one of the same file', () => {
    kept.keep(film);
    kept.keep({ ...film, uploadId: 'u2', at: 1 });
    expect(kept.find(sought, new Set(['u1']))?.uploadId).toBe('u2');
    expect(kept.find(sought, new Set(['u1', 'u2']))).toBeNull();
  });

  it('keeps accounts and communities apart', () => {
    kept.keep(film);
    expect(new KeptUploads(storage, 'bea', 'circle', () => now).all()).toEqual([]);
    expect(new KeptUploads(storage, 'ana', 'other', () => now).all()).toEqual([]);
  });

  it('forgets what was dropped, what the server has swept, and what cannot be read', () => {
    kept.keep(film);
    kept.keep({ ...film, uploadId: 'u2', at: 3 * DAY });
    kept.keep({ ...film, uploadId: 'u3', at: 3 * DAY });
    storage.setItem('copse.upload.ana.circle.u4', '{"uploadId":"u4"}');
    storage.setItem('copse.upload.ana.circle.u5', 'no JSON');
    kept.drop('u3');
    now = 7 * DAY;
    expect(kept.all().map(({ uploadId }) => uploadId)).toEqual(['u2']);
    expect(storage.length).toBe(1);
  });

  it('does without a storage that is forbidden', () => {
    const refuse = (): never => {
      throw new DOMException('Forbidden', 'SecurityError');
    };
    const none = new KeptUploads(
      { length: 1, key: refuse, getItem: refuse, setItem: refuse, removeItem: refuse },
      'ana',
      'circle',
    );
    none.keep(film);
    none.drop('u1');
    expect(none.all()).toEqual([]);
  });
});
