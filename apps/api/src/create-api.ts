import type { Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamicModule, INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import { openWatch, Readiness } from '#apps/base';
import { CommunityService } from '#communities';
import type { PagePath } from '#contracts';
import { Authentication } from '#identity';
import { UnsubscribeEndpoint } from '#notifications';
import type { Config } from '#platform/config';
import { CompiledDocuments, compiledEndpoint, pageAnswers } from '#platform/graphql';
import { NestLog, type Logger } from '#platform/logging';
import { Metrics } from '#platform/metrics';
import { RealtimeServer } from '#platform/realtime';
import { RedisLine } from '#platform/redis';
import { FileEndpoint, UploadEndpoint, UPLOADS } from '#resources';
import { builtClient } from './first-view/built-client.js';
import { firstViews } from './first-view/first-views.js';
import { forRobots } from './first-view/for-robots.js';
import { bodyDeadline } from './http/body-deadline.js';
import { formerAddresses } from './http/former-addresses.js';
import { graphqlBody, graphqlGate, httpErrors } from './http/graphql-gate.js';
import { Leaving } from './http/leaving.js';
import { Load, loadGuard } from './http/load-guard.js';
import { metricsDoor } from './http/metrics-door.js';
import { requestLog } from './http/request-log.js';
import { operationTrace, requestWatch } from './http/request-watch.js';
import { requestWork } from './http/request-work.js';
import { securityHeaders } from './http/security-headers.js';
import { webClient } from './http/web-client.js';

/** A started process's public side. */
export interface Api {
  readonly app: NestExpressApplication;
  /** Ready turns first, then nobody is let in any more, sockets go elsewhere, and what was begun is answered. */
  stop(): Promise<void>;
}

/** The built web client stands beside the built server: dist/apps/api/src → dist/web. */
const WEB = join(import.meta.dirname, '../../../web');
/** So long at least the door stays open at the end: closing it resets the connections that wait there to be let in. */
const LAST_IN_MS = 100;
/** How long a file may take to arrive. */
const REQUEST_MS = 3_600_000;
/**
 * How long a connection waits for its next request. Whoever sends one in the moment in which we close it gets no answer, and
 * a proxy says 502 for us: so proxies must be the first to let go. They wait up to two minutes (Caddy; nginx and AWS one).
 */
const KEPT_ALIVE_MS = 125_000;

/**
 * Makes the HTTP side of a process from its root module (which must import `ApiModule.forRoot`) and listens.
 * Rejects with Node's own error when the port is taken.
 */
export async function createApi(
  root: Type | DynamicModule,
  options: { config: Config; logger: Logger; web?: string; beforeListening?: (app: INestApplication) => Promise<void> },
): Promise<Api> {
  const { config, logger } = options;
  const app = await NestFactory.create<NestExpressApplication>(root as Type, {
    bodyParser: false,
    logger: new NestLog(logger),
    abortOnError: false,
  });
  app.set('trust proxy', config.trustProxy.length > 0 ? [...config.trustProxy] : false);
  app.set('x-powered-by', false);
  app.set('etag', false);
  app.set('query parser', 'simple');

  const folder = options.web ?? WEB;
  const answers = pageAnswers(app);
  const client = builtClient(folder, config.demonstration);
  const operations = client?.operations ?? [];
  const metrics = app.get(Metrics, { strict: false });
  app.use(requestWork(config.trustProxy));
  if (logger.isLevelEnabled('info')) app.use(requestLog(logger));
  for (const handler of [requestWatch(metrics, operations), metricsDoor(metrics, config.metricsToken)])
    if (handler) app.use(handler);
  app.use(securityHeaders(config.publicUrl));
  app.use(bodyDeadline(UPLOADS));
  const authentication = app.get(Authentication);
  // Before anybody is recognized: mail programs POST there from anywhere, and the link says it all.
  app.use('/unsubscribe', app.get(UnsubscribeEndpoint, { strict: false }).handler());
  // Before packing: bytes of files go as they are.
  app.use('/files', authentication.middleware(), app.get(FileEndpoint, { strict: false }).handler());
  const uploads = app.get(UploadEndpoint, { strict: false });
  app.use(UPLOADS, authentication.middleware(), uploads.handler());
  app.use(compression({ threshold: 1_024, level: 4 }));
  const load = new Load();
  // Before anybody is recognized: the pages stand while the database is away; public ones bring what they show where they can.
  const firstView = client
    ? firstViews({
        client,
        answers,
        viewerOf: (cookie) => authentication.viewerOfHandshake({ cookie, token: undefined }),
        load,
        publicUrl: config.publicUrl,
        logger,
      })
    : undefined;
  const closed: PagePath[] = config.smtpUrl === null ? [] : ['/admin/mailbox'];
  const web = webClient(folder, { closed, ...(firstView ? { firstView } : {}), demonstration: config.demonstration });
  app.use(forRobots({ answers, publicUrl: config.publicUrl, logger }));
  const communities = app.get(CommunityService, { strict: false });
  if (web)
    app.use(
      formerAddresses((slug) => communities.presentSlug(slug)),
      web,
    );
  app.use(authentication.middleware());
  const compiled = compiledEndpoint(app.get(CompiledDocuments, { strict: false }));
  app.use('/graphql', graphqlGate, graphqlBody(), loadGuard(load));
  const traced = operationTrace(operations);
  if (traced) app.use('/graphql', traced);
  app.use('/graphql', compiled);
  app.use(httpErrors);

  await app.init();
  app.use(httpErrors);

  const server = app.getHttpServer() as Server;
  // Node's five minutes end a whole file on a slow line; what pauses for long ends sooner (`UploadEndpoint`), and all that
  // is no file as well (`bodyDeadline`).
  server.requestTimeout = REQUEST_MS;
  server.keepAliveTimeout = KEPT_ALIVE_MS;
  const realtime = app.get(RealtimeServer);
  realtime.attach(server, {
    origins: config.origins,
    trustProxy: config.trustProxy,
    limits: {
      account: config.rateLimits['sockets-account'].count,
      address: config.rateLimits['sockets-address'].count,
    },
    secure: securityHeaders(config.publicUrl),
    authenticate: (handshake) => authentication.viewerOfHandshake(handshake),
    logger,
  });
  // After the sockets' server, which puts itself before all that answers: its requests are counted as well.
  const leaving = new Leaving(server);
  const unwatch = await openWatch(app, config);
  await options.beforeListening?.(app);
  await (config.host === null ? app.listen(config.port) : app.listen(config.port, config.host));

  return {
    app,
    async stop() {
      app.get(Readiness, { strict: false }).drain();
      leaving.begin();
      // Who balances the load notices meanwhile, and sends nothing new.
      await sleep(Math.max(config.drainSeconds * 1_000, LAST_IN_MS));
      await leaving.shut();
      // Only now: pages come back at once, and must find another door.
      realtime.close();
      await uploads.close();
      await leaving.ended();
      const line = app.get(RedisLine, { strict: false });
      await app.close();
      // Last: what ended jobs told is still on its way to the pages of other processes.
      await line.end();
      await unwatch();
    },
  };
}
