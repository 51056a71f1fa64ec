import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Viewer } from './viewer.js';

declare module 'express-serve-static-core' {
  interface Request {
    /** Who asks; put here by `Authentication.middleware` before any handler. */
    viewer?: Viewer;
    /** An access token was given that is not valid. */
    credentialRefused?: boolean;
  }
}

/** The request, for the few operations that are about the connection itself: its address, its cookie. */
export interface Connection {
  readonly req: Request;
  readonly res: Response;
}

const contextOf = (context: ExecutionContext): Partial<Connection> | undefined =>
  context.getArgByIndex<Partial<Connection> | undefined>(2);

/** Parameter of a resolver: who asks. */
export const CurrentViewer = createParamDecorator((_: unknown, context: ExecutionContext): Viewer => {
  return contextOf(context)?.req?.viewer ?? Viewer.anonymous;
});

/** Parameter of a resolver: request and response, for signing in and out alone. */
export const CurrentConnection = createParamDecorator((_: unknown, context: ExecutionContext): Connection => {
  const { req, res } = contextOf(context) ?? {};
  if (!req || !res) throw new Error('This operation needs an HTTP request.');
  return { req, res };
});
