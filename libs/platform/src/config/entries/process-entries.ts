import { resolve } from 'node:path';
import { z } from 'zod';
import { parseRateLimits } from '../rate-limits.js';
import { entry } from './entry.js';

/** How a process works, begins and ends. */
export const PROCESS_ENTRIES = {
  rateLimits: entry({
    name: 'RATE_LIMITS',
    type: 'a list of name=count/seconds, separated by commas',
    unit: 'events per seconds',
    default: 'the table below',
    effect:
      'Overrides single limits, for example `reply=120/600,sockets-account=40`; those not named keep their default.',
    schema: z
      .string()
      .default('')
      .transform((text, context) => {
        const { limits, problems } = parseRateLimits(text);
        for (const message of problems) context.addIssue({ code: 'custom', message });
        return limits;
      }),
  }),
  directory: entry({
    name: 'DIRECTORY',
    type: 'bundled, none or the path of a file',
    unit: null,
    default: '`bundled`',
    effect:
      'Associations and communities to begin with, read at the first start only; what staff change later is never overwritten.',
    schema: z
      .string()
      .default('bundled')
      .transform((text) => (text === 'bundled' || text === 'none' ? text : resolve(text))),
  }),
  drainSeconds: entry({
    name: 'DRAIN_SECONDS',
    type: 'a whole number from 0 to 5',
    unit: 'seconds',
    default: '3 with `REDIS_URL`, else 0',
    effect:
      'How long an ending process still takes requests after `/health/ready` has turned, so that whoever balances the load notices first. One process alone has nobody to hand over to.',
    schema: z
      .string()
      .regex(/^[0-5]$/)
      .transform(Number)
      .optional()
      .transform((seconds) => seconds ?? null),
  }),
  mode: entry({
    name: 'NODE_ENV',
    type: 'one of production, development, test',
    unit: null,
    default: '`production`',
    effect:
      '`development` opens GraphQL introspection and is set by `npm run dev`; `npm start` always sets `production`.',
    schema: z.enum(['production', 'development', 'test']).default('production'),
  }),
} as const;
