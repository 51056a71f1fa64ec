import { describe, expect, it } from '@jest/globals';
import { BadInput, NotFound, PayloadTooLarge } from '#platform/errors';
import { QuotaExceeded } from '../resources.errors.js';
import { answerOf, checkHeaders, targetOf } from './upload-protocol.js';

const ID = '01a201a9-7c33-7521-91f3-c4bb40e6b75b';

describe('targetOf', () => {
  it.each([
    ['POST', '/uploads', null],
    ['POST', '/uploads?x=1', null],
    ['OPTIONS', '/uploads', null],
    ['HEAD', `/uploads/${ID}`, ID],
    ['PATCH', `/uploads/${ID}`, ID],
    ['DELETE', `/uploads/${ID}?x=/uploads/y`, ID],
  ])('%s %s is an upload or the place where they are made', (method, url, target) => {
    expect(targetOf(method, url)).toBe(target);
  });

  it.each([
    ['GET', `/uploads/${ID}`],
    ['GET', '/uploads'],
    ['POST', `/uploads/${ID}`],
    ['PUT', `/uploads/${ID}`],
    ['HEAD', '/uploads'],
    ['PATCH', '/uploads/'],
    ['PATCH', '/uploads/constructor'],
    ['PATCH', `/uploads/${ID}/`],
    ['PATCH', `/uploads/${ID}.json`],
    ['PATCH', `/uploads/${ID.toUpperCase()}`],
    ['PATCH', `/uploads/${ID}%2f..`],
    ['PATCH', `//uploads/${ID}`],
  ])('%s %s is nothing', (method, url) => {
    expect(() => targetOf(method, url)).toThrow(NotFound);
  });
});

describe('checkHeaders', () => {
  const wrong = (method: string, headers: Record<string, string>): string[] => {
    try {
      checkHeaders(method, headers);
      return [];
    } catch (error) {
      return Object.keys((error as BadInput).details.fields ?? {});
    }
  };
  const tus = { 'tus-resumable': '1.0.0' };
  const announced = { ...tus, 'upload-length': '5', 'upload-metadata': 'filename YS50eHQ=,empty' };
  const bytes = { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };

  it('passes what is in order', () => {
    expect(wrong('OPTIONS', {})).toEqual([]);
    expect(wrong('HEAD', tus)).toEqual([]);
    expect(wrong('POST', announced)).toEqual([]);
    expect(wrong('PATCH', bytes)).toEqual([]);
  });

  it('names every header that is wrong at once', () => {
    expect(wrong('POST', {})).toEqual(['Tus-Resumable', 'Upload-Length', 'Upload-Metadata']);
    expect(wrong('PATCH', {})).toEqual(['Tus-Resumable', 'Upload-Offset', 'Content-Type']);
    expect(wrong('POST', { ...announced, 'upload-length': '0' })).toEqual(['Upload-Length']);
    expect(wrong('POST', { ...announced, 'upload-length': '9'.repeat(16) })).toEqual(['Upload-Length']);
    for (const metadata of ['', ' ', 'a b c', 'filename YS50eHQ', 'filename YS50eHQ=,', 'é YQ==', 'a YQ==,a YQ=='])
      expect(wrong('POST', { ...announced, 'upload-metadata': metadata })).toEqual(['Upload-Metadata']);
    for (const key of ['constructor', '__proto__', 'toString'])
      expect(wrong('POST', { ...announced, 'upload-metadata': `${key} YQ==` })).toEqual(['Upload-Metadata']);
  });

  it('reads long metadata in a moment', () => {
    expect(wrong('POST', { ...announced, 'upload-metadata': `filename ${'YWFh'.repeat(4_000)}!` })).toEqual([
      'Upload-Metadata',
    ]);
  });
});

describe('answerOf', () => {
  const said = (thrown: unknown): [string | undefined, number | undefined, string[]] => {
    const { error, status } = answerOf(thrown);
    const { code, details } = error as BadInput;
    return [code, status, Object.keys(details?.fields ?? {})];
  };

  it('says in our words what the tus server says in its own', () => {
    expect(said({ status_code: 404, body: '' })).toEqual(['NOT_FOUND', undefined, []]);
    expect(said({ status_code: 410, body: '' })).toEqual(['NOT_FOUND', undefined, []]);
    expect(said({ status_code: 409, body: '' })).toEqual(['CONFLICT', undefined, []]);
    expect(said({ status_code: 413, body: '' })).toEqual(['PAYLOAD_TOO_LARGE', undefined, ['Upload-Length']]);
    expect(said({ status_code: 423, body: '' })).toEqual(['UNAVAILABLE', 423, []]);
    expect(said({ status_code: 400, body: '' })).toEqual(['UNAVAILABLE', 423, []]);
  });

  it('names the header where what is too much was announced', () => {
    expect(said(new QuotaExceeded(5, 6))).toEqual(['PAYLOAD_TOO_LARGE', undefined, ['Upload-Length']]);
    expect(said(new PayloadTooLarge())).toEqual(['PAYLOAD_TOO_LARGE', undefined, ['Upload-Length']]);
    expect(said(new BadInput({ 'Tus-Resumable': '', 'Upload-Length': '' }))).toEqual([
      'BAD_USER_INPUT',
      412,
      ['Tus-Resumable', 'Upload-Length'],
    ]);
    expect(said(new BadInput({ 'Content-Type': '' }))).toEqual(['BAD_USER_INPUT', 415, ['Content-Type']]);
    expect(said(new BadInput({ filename: '' }))).toEqual(['BAD_USER_INPUT', undefined, ['filename']]);
  });

  it('leaves alone what it does not know', () => {
    const bug = new Error('a bug');
    for (const thrown of [bug, new NotFound(), null, 'text', { status_code: 500 }])
      expect(answerOf(thrown)).toEqual({ error: thrown });
  });
});
