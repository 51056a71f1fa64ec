import { describe, expect, it } from '@jest/globals';
import { problemOfAnswer, problemOfReason } from './read-answer.js';

const body = (code: string, fields?: Record<string, string>): string =>
  JSON.stringify({ errors: [{ message: 'General.', extensions: { code, ...(fields ? { fields } : {}) } }] });
const answer = (status: number, text = '', retryAfter: string | null = null) =>
  problemOfAnswer({ status, body: text, retryAfter });

describe('an answer of the upload address', () => {
  it('reads what the server refuses, with its sentence', () => {
    expect(answer(400, body('BAD_USER_INPUT', { filename: 'Not so.' }))).toEqual({
      fault: 'name',
      sentence: 'Not so.',
    });
    expect(answer(400, body('BAD_USER_INPUT', { filetype: 'No.' }))).toEqual({ fault: 'type', sentence: 'No.' });
    expect(answer(400, body('BAD_USER_INPUT'))).toEqual({ fault: 'BAD_USER_INPUT', sentence: 'General.' });
    expect(answer(413, body('PAYLOAD_TOO_LARGE', { 'Upload-Length': 'Too much.' }))).toEqual({
      fault: 'size',
      sentence: 'Too much.',
    });
    expect(answer(403, body('FORBIDDEN'))).toEqual({ fault: 'FORBIDDEN', sentence: 'General.' });
  });

  it('knows the rest by the status alone', () => {
    expect([401, 404, 410, 507].map((status) => answer(status).fault)).toEqual([
      'UNAUTHENTICATED',
      'NOT_FOUND',
      'NOT_FOUND',
      'room',
    ]);
    expect([409, 423, 460, 502, 503].map((status) => answer(status, '<html>').fault)).toEqual(
      Array.from({ length: 5 }, () => 'UNAVAILABLE'),
    );
    expect(answer(500, body('INTERNAL'))).toEqual({ fault: 'INTERNAL' });
    expect(answer(418, '<html>')).toEqual({ fault: 'INTERNAL' });
  });

  it('says how long to wait where the server does', () => {
    expect(answer(429, body('RATE_LIMITED'), '30')).toEqual({ fault: 'RATE_LIMITED', retryAfter: 30 });
    expect(answer(429, body('RATE_LIMITED'))).toEqual({ fault: 'RATE_LIMITED' });
    expect(answer(429, '', 'soon')).toEqual({ fault: 'RATE_LIMITED' });
  });

  it('reads why a whole file was refused', () => {
    expect(problemOfReason(undefined)).toBeNull();
    expect(problemOfReason('checksum')).toEqual({ fault: 'checksum' });
    expect(problemOfReason('something new')).toEqual({ fault: 'type' });
  });
});
