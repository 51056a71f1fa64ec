import { z } from 'zod';
import { parseTraceHeaders } from '../trace-headers.js';
import { entry, url } from './entry.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** What those who run the site see of it: the log, figures and traces. */
export const WATCHING_ENTRIES = {
  logLevel: entry({
    name: 'LOG_LEVEL',
    type: `one of ${LOG_LEVELS.join(', ')}`,
    unit: null,
    default: '`warn`',
    effect: 'The least serious entry that is logged, one JSON object a line on standard error.',
    schema: z.enum(LOG_LEVELS).default('warn'),
  }),
  metricsPort: entry({
    name: 'METRICS_PORT',
    type: 'a whole number from 1 to 65535',
    unit: 'TCP port',
    default: 'none',
    effect:
      'Opens a second, small server for monitoring (see *Monitoring*): `/metrics`, `/health/live` and `/health/ready`, in the worker too. It asks nobody who they are.',
    schema: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .pipe(z.number().min(1).max(65_535))
      .optional()
      .transform((port) => port ?? null),
  }),
  metricsHost: entry({
    name: 'METRICS_HOST',
    type: 'an IP address or a host name of this machine',
    unit: null,
    default: '`127.0.0.1`',
    effect: 'Address that `METRICS_PORT` listens on. Only those who may read the figures should reach it.',
    schema: z
      .string()
      .regex(/^[A-Za-z0-9.:%_-]+$/)
      .default('127.0.0.1'),
  }),
  metricsToken: entry({
    name: 'METRICS_TOKEN',
    type: 'at least 32 letters, figures or other characters without spaces',
    unit: null,
    default: 'none',
    effect:
      'Opens `/metrics` on the main port for whoever sends `Authorization: Bearer <it>`; for all others it is not there.',
    secret: true,
    schema: z
      .string()
      .regex(/^[!-~]{32,512}$/)
      .optional()
      .transform((token) => token ?? null),
  }),
  traceEndpoint: entry({
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    type: 'an http:// or https:// address',
    unit: null,
    default: 'none: nothing is traced',
    effect:
      'Receiver of OpenTelemetry traces by OTLP over HTTP, which get there at `<it>/v1/traces`: requests, GraphQL operations, statements of the database and jobs, by their names, without what anybody sent.',
    schema: url('http:', 'https:'),
  }),
  traceHeaders: entry({
    name: 'OTEL_EXPORTER_OTLP_HEADERS',
    type: 'a list of name=value, separated by commas, values percent-encoded',
    unit: null,
    default: 'none',
    effect: 'What the receiver of traces wants to be told, such as its key.',
    secret: true,
    schema: z
      .string()
      .default('')
      .transform((text): Readonly<Record<string, string>> | undefined => parseTraceHeaders(text))
      .pipe(z.custom<Readonly<Record<string, string>>>((headers) => headers !== undefined)),
  }),
  traceShare: entry({
    name: 'OTEL_TRACES_SAMPLER_ARG',
    type: 'a number from 0 to 1',
    unit: 'share',
    default: '1',
    effect: 'How many of the requests and jobs are traced.',
    schema: z
      .string()
      .regex(/^(?:[01]|0?\.\d{1,6}|1\.0{1,6})$/)
      .default('1')
      .transform(Number),
  }),
} as const;
