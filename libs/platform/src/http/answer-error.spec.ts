import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, jest } from '@jest/globals';
import {
  BadInput,
  DomainError,
  Forbidden,
  NotFound,
  RateLimited,
  Unauthenticated,
  Unavailable,
} from '../errors/index.js';
import { createLogger } from '../logging/index.js';
import { StorageFull } from '../storage/index.js';
import { answerError } from './answer-error.js';

const logger = createLogger('silent');

/** What a request gets that is answered by this. */
async function answered(answer: (res: ServerResponse) => void): Promise<Response> {
  const server = createServer((_req, res) => answer(res));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return new Response(await response.text(), response);
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
}

describe('an error over HTTP', () => {
  it.each<[Error, number, string]>([
    [new BadInput({ a: 'No.' }), 400, 'BAD_USER_INPUT'],
    [new Unauthenticated(), 401, 'UNAUTHENTICATED'],
    [new Forbidden('No.'), 403, 'FORBIDDEN'],
    [new NotFound(), 404, 'NOT_FOUND'],
    [new DomainError('CONFLICT', 'No.'), 409, 'CONFLICT'],
    [new DomainError('PAYLOAD_TOO_LARGE', 'No.'), 413, 'PAYLOAD_TOO_LARGE'],
    [new RateLimited(7), 429, 'RATE_LIMITED'],
    [new Unavailable(), 503, 'UNAVAILABLE'],
    [new StorageFull(), 507, 'UNAVAILABLE'],
  ])('%s has the status of its code', async (error, status, code) => {
    const response = await answered((res) => answerError(res, error, logger));
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(await response.json()).toMatchObject({ errors: [{ message: error.message, extensions: { code } }] });
  });

  it('names the fields, and the seconds to wait', async () => {
    const bad = await answered((res) => answerError(res, new BadInput({ a: 'No.' }), logger));
    expect(await bad.json()).toMatchObject({ errors: [{ extensions: { fields: { a: 'No.' } } }] });
    const wait = await answered((res) => answerError(res, new RateLimited(7), logger));
    expect(wait.headers.get('retry-after')).toBe('7');
  });

  it('may have a status of its own', async () => {
    const response = await answered((res) => answerError(res, new Unavailable(), logger, { status: 423 }));
    expect(response.status).toBe(423);
  });

  it('may be words for people, under the same status', async () => {
    const response = await answered((res) => answerError(res, new Unavailable(), logger, { words: 'Été' }));
    const { headers, status } = response;
    expect([status, headers.get('content-type'), headers.get('retry-after'), await response.text()]).toEqual([
      503,
      'text/plain; charset=utf-8',
      '2',
      'Été',
    ]);
  });

  it('says nothing of what is our fault but a number, which is in the log', async () => {
    const logged = jest.spyOn(logger, 'error').mockImplementation(() => undefined);
    const response = await answered((res) => answerError(res, new Error('secret'), logger));
    const text = await response.text();
    expect([response.status, text.includes('secret')]).toEqual([500, false]);
    const { errors } = JSON.parse(text) as { errors: { extensions: { id: string } }[] };
    expect(logged).toHaveBeenCalledWith(expect.objectContaining({ id: errors[0]?.extensions.id }), expect.any(String));
    logged.mockRestore();
  });

  it('cuts off an answer that has begun', async () => {
    await expect(
      answered((res) => {
        res.writeHead(200, { 'content-length': 10 });
        res.write('half');
        answerError(res, new NotFound(), logger);
      }),
    ).rejects.toThrow();
  });
});
