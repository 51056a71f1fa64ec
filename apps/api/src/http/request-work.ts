import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import proxyaddr from 'proxy-addr';
import { asWork } from '#platform/logging';

/** What a proxy may call a request: enough for any of them, and nothing that a line of a log could be forged with. */
const NAME = /^[\w.:=+/-]{1,128}$/;

/**
 * Makes each request a work of its own, so that all its lines in the log have one id. A proxy that is believed
 * (TRUST_PROXY) names it by `X-Request-Id`; from all others that header is ignored, so that nobody hides behind another's.
 */
export function requestWork(trustProxy: readonly string[]): RequestHandler {
  const isBelieved = proxyaddr.compile([...trustProxy]);
  const given = ({ headers, socket }: IncomingMessage): string | null => {
    const name = headers['x-request-id'];
    if (typeof name !== 'string' || !NAME.test(name)) return null;
    return isBelieved(socket.remoteAddress ?? '', 0) ? name : null;
  };
  return (req, _res, next) => {
    const id = given(req) ?? randomUUID();
    asWork({ kind: 'request', id, account: null, refusal: null, span: null }, next);
  };
}
