import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { Forbidden, Unauthenticated } from '#platform/errors';
import { DOOR, type Door } from './door.decorator.js';
import { passDoor } from './door.policy.js';
import { Viewer } from './viewer.js';

/**
 * The global guard: every operation declares its door, and what declares none is refused. Credentials that were
 * given and are not valid are refused at every door, so that a script with an expired token learns it.
 */
@Injectable()
export class DoorGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const door = this.reflector.getAllAndOverride<Door | undefined>(DOOR, [context.getHandler(), context.getClass()]);
    if (door === undefined) throw new Forbidden('Nobody may do this.');
    const request = requestOf(context);
    if (request?.credentialRefused) throw new Unauthenticated('This access token is not valid or has expired.');
    passDoor(request?.viewer ?? Viewer.anonymous, door);
    return true;
  }
}

/** The HTTP request behind a GraphQL field (third argument: the context) or a plain handler (first argument). */
function requestOf(context: ExecutionContext): Request | undefined {
  if (context.getType<string>() === 'graphql') return context.getArgByIndex<{ req?: Request } | undefined>(2)?.req;
  return context.getArgByIndex<Request | undefined>(0);
}
