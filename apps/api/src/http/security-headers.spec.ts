import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { securityHeaders } from './security-headers.js';

/** The headers of an answer of a site at this address. */
function headersAt(publicUrl: string): ReturnType<ServerResponse['getHeaders']> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  let passed = 0;
  securityHeaders(publicUrl)(request, response, () => (passed += 1));
  expect(passed).toBe(1);
  return response.getHeaders();
}

describe('the headers of every answer', () => {
  it('keep browsers on https for a year where the site is on https, and say nothing of it elsewhere', () => {
    expect(headersAt('https://communities.example.org')['strict-transport-security']).toBe(
      'max-age=31536000; includeSubDomains',
    );
    expect(headersAt('http://localhost:3000')).not.toHaveProperty('strict-transport-security');
  });

  it('let scripts come from our own files alone, and nobody frame a page', () => {
    const policy = String(headersAt('https://communities.example.org')['content-security-policy']).split(';');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "connect-src 'self'",
      ]),
    );
    expect(policy.filter((part) => /unsafe-eval|\*|http:/.test(part))).toEqual([]);
  });

  it('open nothing to other sites', () => {
    const headers = headersAt('https://communities.example.org');
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
    });
  });
});
