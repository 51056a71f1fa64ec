import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import type { Config } from '#platform/config';
import { Metrics } from '#platform/metrics';
import { explainListening } from '#platform/process';
import { Readiness } from './readiness.js';

const SETTINGS = { port: 'METRICS_PORT', host: 'METRICS_HOST' };
/** A handful of programs ask now and then; whoever is slow is none of them. */
const ASKED_WITHIN_MS = 10_000;
const CONNECTIONS = 50;

/**
 * Opens the small server of METRICS_PORT for whoever watches over the process: its figures, and how it is doing, also where
 * the process has no other door. Returns what closes it, which is called last. @throws StartError when it cannot listen there
 */
export async function openWatch(
  app: INestApplicationContext,
  { metricsPort: port, metricsHost: host }: Pick<Config, 'metricsPort' | 'metricsHost'>,
): Promise<() => Promise<void>> {
  if (port === null) return async () => undefined;
  const pages = pagesOf(app.get(Metrics, { strict: false }), app.get(Readiness, { strict: false }));
  const server = createServer({ requestTimeout: ASKED_WITHIN_MS, headersTimeout: ASKED_WITHIN_MS }, (req, res) => {
    answer(pages, req, res).catch(() => res.destroy());
  });
  server.maxConnections = CONNECTIONS;
  await listening(server, port, host);
  return () =>
    new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
}

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

type Pages = ReadonlyMap<string, () => Promise<Page>>;

const health = (obstacle: string | null): Page => ({
  status: obstacle === null ? 200 : 503,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify({ status: obstacle ?? 'ok' }),
});

function pagesOf(metrics: Metrics, readiness: Readiness): Pages {
  return new Map([
    ['/metrics', async () => ({ status: 200, type: metrics.contentType, body: await metrics.text() })],
    ['/health/live', async () => health(null)],
    ['/health/ready', async () => health(await readiness.obstacle())],
  ]);
}

async function answer(pages: Pages, { method, url = '' }: IncomingMessage, res: ServerResponse): Promise<void> {
  const page = method === 'GET' || method === 'HEAD' ? pages.get(url.split('?')[0] ?? '') : undefined;
  if (!page) {
    res.writeHead(404).end();
    return;
  }
  const { status, type, body } = await page();
  res.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  res.end(method === 'HEAD' ? undefined : body);
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explainListening(error, port, host, SETTINGS)));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}
