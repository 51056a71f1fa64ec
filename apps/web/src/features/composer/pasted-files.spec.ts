import { describe, expect, it } from '@jest/globals';
import { meansFiles } from './pasted-files.js';

describe('meansFiles', () => {
  it('takes a picture that comes alone or with the tag it had in its page', () => {
    expect(meansFiles(['image.png'], ['Files'], '')).toBe(true);
    expect(meansFiles(['image.png'], ['text/html', 'Files'], '')).toBe(true);
  });

  it('takes files beside which stand nothing but their names', () => {
    const types = ['text/plain', 'Files'];
    expect(meansFiles(['Plan.pdf'], types, 'Plan.pdf')).toBe(true);
    expect(meansFiles(['Plan.pdf', 'Été 1.png'], types, 'Plan.pdf\r\u00c9te\u0301 1.png\n'.normalize('NFD'))).toBe(
      true,
    );
    expect(meansFiles(['Plan.pdf'], types, '/home/amara/Plan.pdf')).toBe(true);
    expect(meansFiles(['50 % off.png'], types, 'C:\\Users\\amara\\50 % off.png')).toBe(true);
    expect(meansFiles(['Été 1.png'], types, 'file:///home/amara/%C3%89t%C3%A9%201.png')).toBe(true);
  });

  it('leaves words words', () => {
    expect(meansFiles([], ['text/plain'], 'Plan.pdf')).toBe(false);
    expect(meansFiles(['image.png'], ['text/plain', 'Files'], 'A\tB')).toBe(false);
    expect(meansFiles(['image.png'], ['text/plain', 'text/html', 'Files'], 'image.png')).toBe(false);
    expect(meansFiles(['image.png'], ['text/plain', 'text/rtf', 'Files'], 'image.png')).toBe(false);
    expect(meansFiles(['Plan.pdf'], ['text/plain', 'Files'], 'See Plan.pdf')).toBe(false);
  });
});
