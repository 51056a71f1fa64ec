import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { LIMITS, type ErrorCode } from '#contracts';

/** An error that HTTP machinery meets before GraphQL runs, in GraphQL's shape. */
export const graphqlError = (code: ErrorCode, message: string, details: object = {}) => ({
  errors: [{ message, extensions: { code, ...details } }],
});

/**
 * Lets only POST of application/json reach GraphQL: every other form can be sent by a stranger's page without the
 * browser asking first (docs/security.md, *Cross-site*).
 */
export const graphqlGate: RequestHandler = (req, res, next) => {
  if (req.method !== 'POST') {
    // 400 rather than 405: scripts may rely on the few statuses that are documented.
    res.status(400).json(graphqlError('BAD_USER_INPUT', 'GraphQL is asked by POST.'));
  } else if (!req.is('application/json')) {
    res.status(400).json(graphqlError('BAD_USER_INPUT', 'GraphQL takes application/json.'));
  } else {
    next();
  }
};

/** Reads the body, of people who are signed in a longer one (`LIMITS`): parsing is work that anybody could cause. */
export function graphqlBody(): RequestHandler {
  const ofMember = express.json({ limit: LIMITS.requestBytes, type: 'application/json' });
  const ofStranger = express.json({ limit: LIMITS.strangerRequestBytes, type: 'application/json' });
  return (req, res, next) => (req.viewer?.isMember ? ofMember : ofStranger)(req, res, next);
}

/** Answers for what body-parser refuses, and hides everything else; Express would show a stack trace. */
export const httpErrors: ErrorRequestHandler = (error: { type?: string; status?: number }, _req, res, next) => {
  if (res.headersSent) return next(error);
  res.set('cache-control', 'private, no-store');
  if (error.type === 'entity.too.large') {
    res.status(413).json(graphqlError('PAYLOAD_TOO_LARGE', 'This request is too large.'));
  } else if (error.status === 404) {
    res.status(404).json(graphqlError('NOT_FOUND', 'There is nothing here.'));
  } else if (error.status !== undefined && error.status >= 400 && error.status < 500) {
    res.status(400).json(graphqlError('BAD_USER_INPUT', 'This request cannot be read.'));
  } else {
    res.status(500).json(graphqlError('INTERNAL', 'Something went wrong on our side.'));
  }
};
