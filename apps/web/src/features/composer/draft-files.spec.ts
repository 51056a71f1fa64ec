import { describe, expect, it } from '@jest/globals';
import {
  areAttachments,
  attachmentInputs,
  changedAttachments,
  joinAttachments,
  submissionText,
} from './draft-files.js';

const file = (id: string, alt = '') => ({
  id,
  fileName: `${id}.png`,
  mediaType: 'image/png',
  size: 10,
  url: `/files/${id}/${id}.png`,
  alt,
  width: 8,
  height: 6,
});

describe('the files of a draft', () => {
  it('are told with their words, and not at all where there are none', () => {
    expect(attachmentInputs([file('a', ' A case '), file('b')])).toEqual([
      { id: 'a', alt: 'A case' },
      { id: 'b', alt: '' },
    ]);
    expect(attachmentInputs([])).toBeUndefined();
    expect(attachmentInputs(undefined)).toBeUndefined();
  });

  it('make another submission of the same text', () => {
    const texts = [
      submissionText({ body: 'x' }),
      submissionText({ body: 'x', attachments: [file('a')] }),
      submissionText({ body: 'x', attachments: [file('a', 'A case')] }),
      submissionText({ body: 'x', attachments: [file('a'), file('b')] }),
      submissionText({ body: 'x', attachments: [file('b'), file('a')] }),
    ];
    expect(new Set(texts).size).toBe(5);
    expect(submissionText({ body: 'x', attachments: [] })).toBe('x');
  });

  it('are sent with an edit only where they became others; an empty list takes all away', () => {
    expect(changedAttachments([file('a')], [file('a')])).toBeUndefined();
    expect(changedAttachments([], undefined)).toBeUndefined();
    expect(changedAttachments([file('a')], undefined)).toBeUndefined();
    expect(changedAttachments([file('a')], [])).toEqual([]);
    expect(changedAttachments([file('a')], [file('a', 'A case')])).toEqual([{ id: 'a', alt: 'A case' }]);
    expect(changedAttachments([file('a'), file('b')], [file('b'), file('a')])).toHaveLength(2);
  });

  it('stand once each where two lists meet', () => {
    expect(joinAttachments([file('a')], [file('b'), file('a')]).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(joinAttachments(undefined, undefined)).toEqual([]);
  });

  it('are not taken from the device unless they are files of ours', () => {
    expect(areAttachments([file('a'), { ...file('b'), width: null, height: null }])).toBe(true);
    expect(areAttachments([])).toBe(true);
    for (const wrong of [null, 'x', [null], [{ ...file('a'), url: 'https://elsewhere.example/a.png' }]])
      expect(areAttachments(wrong)).toBe(false);
    expect(areAttachments([{ ...file('a'), size: '10' }])).toBe(false);
    expect(areAttachments([{ ...file('a'), url: 'javascript:alert(1)' }])).toBe(false);
  });
});
