import { hostname } from 'node:os';
import type { Attributes, Span, SpanKind, Tracer } from '@opentelemetry/api';
import type { Config } from '../config/index.js';
import { workNow, type Logger } from '../logging/index.js';

/** What is traced, by the names of OpenTelemetry. */
export interface Step {
  readonly name: string;
  readonly kind: keyof typeof SpanKind;
  readonly attributes?: Attributes;
}

type Api = typeof import('@opentelemetry/api');

const quiet = (): void => undefined;

let tracing: { readonly api: Api; readonly tracer: Tracer } | null = null;

/** Whether anything is traced in this process. */
export const isTracing = (): boolean => tracing !== null;

/**
 * Begins to send traces where OTEL_EXPORTER_OTLP_ENDPOINT names a receiver; only then is OpenTelemetry loaded. What could
 * not be delivered is dropped. Returns what ends it, by which the last of them leave.
 */
export async function startTracing(
  { traceEndpoint, traceHeaders, traceShare }: Pick<Config, 'traceEndpoint' | 'traceHeaders' | 'traceShare'>,
  { logger, version }: { logger: Logger; version: string },
): Promise<() => Promise<void>> {
  if (traceEndpoint === null) return async () => undefined;
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  let told = false;
  const tellOnce = (reason: string): void => {
    if (!told) logger.warn({ reason }, 'traces: not delivered; it is told this once');
    told = true;
  };
  api.diag.setLogger(
    { error: tellOnce, warn: quiet, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: api.DiagLogLevel.ERROR, suppressOverrideMessage: true },
  );
  const exporter = new OTLPTraceExporter({
    url: `${traceEndpoint.replace(/\/+$/, '')}/v1/traces`,
    headers: { ...traceHeaders },
    timeoutMillis: 2_000,
  });
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({
      'service.name': 'copse',
      'service.version': version,
      'service.instance.id': `${hostname()}-${process.pid}`,
    }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(traceShare) }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter, scheduledDelayMillis: 2_000, exportTimeoutMillis: 2_000 })],
  });
  tracing = { api, tracer: provider.getTracer('copse', version) };
  return async () => {
    tracing = null;
    await provider.shutdown().catch(quiet);
  };
}

/** Begins a span as a part of what is traced of the present work. Whoever begins it ends it. Null where nothing is traced. */
export function beginSpan({ name, kind, attributes = {} }: Step): Span | null {
  if (tracing === null) return null;
  const { api, tracer } = tracing;
  const whole = workNow()?.span;
  const context = whole ? api.trace.setSpan(api.ROOT_CONTEXT, whole) : api.ROOT_CONTEXT;
  return tracer.startSpan(name, { kind: api.SpanKind[kind], attributes }, context);
}

/** The same, and what the work does from now on is part of it. */
export function enterSpan(step: Step): Span | null {
  const work = workNow();
  if (work === undefined) return null;
  const span = beginSpan(step);
  if (span) work.span = span;
  return span;
}

/** Ends a span; a failure is marked as one, without its words, which may be anybody's. */
export function endSpan(span: Span | null, failed = false, attributes: Attributes = {}): void {
  if (!span) return;
  span.setAttributes(attributes);
  // 2 is OpenTelemetry's ERROR; its enumeration is loaded only where something is traced.
  if (failed) span.setStatus({ code: 2 });
  span.end();
}

/** Does something within a span of the present work; without work it is not worth one. */
export async function inSpan<Result>(step: Step, act: () => Promise<Result>): Promise<Result> {
  const span = workNow()?.span ? beginSpan(step) : null;
  try {
    const result = await act();
    endSpan(span);
    return result;
  } catch (error) {
    endSpan(span, true);
    throw error;
  }
}
