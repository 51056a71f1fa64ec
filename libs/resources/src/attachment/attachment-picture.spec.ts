import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { loadConfig } from '#platform/config';
import type { Database } from '#platform/database';
import { Unavailable } from '#platform/errors';
import { RateLimits } from '#platform/limits';
import type { Pictures, Reencoded } from '#platform/pictures';
import type { FileStorage } from '#platform/storage';
import type { DoomedObjectRepository } from '../stored-file/doomed-object.repository.js';
import type { StorageAccount } from '../upload/storage-account.service.js';
import type { UploadRow } from '../upload/upload.repository.js';
import { AttachmentPictureService, nameFor } from './attachment-picture.service.js';

describe('a picture', () => {
  /** One for each time that a picture was begun; what they answer is what is made. */
  let begun: PromiseWithResolvers<Reencoded | null>[];
  let service: AttachmentPictureService;
  beforeEach(() => {
    jest.useFakeTimers();
    begun = [];
    const reencode = (): Promise<Reencoded | null> => {
      const next = Promise.withResolvers<Reencoded | null>();
      begun.push(next);
      return next.promise;
    };
    const withPath = (_key: string, work: (path: string) => unknown): unknown => work('path');
    const storage = { withPath, write: () => Promise.resolve() } as unknown as FileStorage;
    const doomed = { doom: () => Promise.resolve() } as unknown as DoomedObjectRepository;
    service = new AttachmentPictureService(
      {} as Database,
      storage,
      { reencode } as unknown as Pictures,
      doomed,
      {} as StorageAccount,
      new RateLimits(loadConfig({ RATE_LIMITS: 'attach=2/3600' })),
    );
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const PICTURE: Reencoded = { mediaType: 'image/png', bytes: Buffer.from('a'), width: 1, height: 1 };
  const upload = (id: string, accountId = 'ann'): UploadRow => ({ id, accountId, fileName: 'a.png' }) as UploadRow;
  const beginning = async (count: number): Promise<void> => {
    while (begun.length < count) await jest.advanceTimersByTimeAsync(1);
  };

  it('is made once, whoever else asks for the same', async () => {
    const both = [service.make(upload('one')), service.make(upload('one'))];
    await beginning(1);
    begun[0]?.resolve(PICTURE);
    const [first, second] = await Promise.all(both);
    expect(second).toEqual(first);
    expect(await service.make(upload('one'))).toEqual(first);
    expect(begun).toHaveLength(1);
  });

  it('of a kind that cannot be made anew is refused, and what is none is not touched', async () => {
    const named = (fileName: string): UploadRow => ({ ...upload('one'), fileName });
    await expect(service.make(named('IMG_0042.HEIC'))).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { fields: { uploadId: expect.stringContaining('Save it as JPEG or PNG') } },
    });
    expect(await service.make(named('plan.pdf'))).toBeNull();
    expect(begun).toEqual([]);
  });

  it('that takes long is answered as such, goes on being made, and is there for whoever asks again', async () => {
    const impatient = service.make(upload('one'));
    const refused = expect(impatient).rejects.toMatchObject({ code: 'UNAVAILABLE', details: { retryAfter: 2 } });
    await jest.advanceTimersByTimeAsync(20_000);
    await refused;
    begun[0]?.resolve(PICTURE);
    expect(await service.make(upload('one'))).toMatchObject({ size: 1 });
    expect(begun).toHaveLength(1);
  });

  it('that cannot be read is not tried again, and one that could not be made just now is', async () => {
    const unreadable = expect(service.make(upload('one'))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await beginning(1);
    begun[0]?.resolve(null);
    await unreadable;
    await expect(service.make(upload('one'))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(begun).toHaveLength(1);
    const busy = expect(service.make(upload('two'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await beginning(2);
    begun[1]?.reject(new Unavailable());
    await busy;
    const again = service.make(upload('two', 'bob'));
    await beginning(3);
    begun[2]?.resolve(PICTURE);
    expect(await again).toMatchObject({ size: 1 });
  });

  it('is counted for the account when it is begun', async () => {
    for (const id of ['one', 'two']) void service.make(upload(id)).catch(() => undefined);
    await beginning(2);
    await expect(service.make(upload('three'))).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    begun[0]?.resolve(PICTURE);
    expect(await service.make(upload('one'))).toMatchObject({ size: 1 });
    void service.make(upload('four', 'bob')).catch(() => undefined);
    await beginning(3);
  });
});

describe('nameFor', () => {
  it.each([
    ['image/jpeg', 'Vue.JPG', 'Vue.JPG'],
    ['image/jpeg', 'a.jpeg', 'a.jpeg'],
    ['image/webp', 'Plan du musée.v2.png', 'Plan du musée.v2.webp'],
    ['image/jpeg', 'a.avif', 'a.jpg'],
    ['image/gif', 'a', 'a.gif'],
    ['image/webp', `${'é'.repeat(98)}.png`, `${'é'.repeat(97)}.webp`],
  ])('%s of %s is %s', (mediaType, name, named) => {
    expect(nameFor(mediaType, name)).toBe(named);
    expect(Buffer.byteLength(named)).toBeLessThanOrEqual(200);
  });
});
