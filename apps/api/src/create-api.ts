import type { Server } from 'node:http';
import { join } from 'node:path';
import type { Type, DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import { CommunityService } from '#communities';
import { Authentication } from '#identity';
import { UnsubscribeEndpoint } from '#notifications';
import type { Config } from '#platform/config';
import { NestLog, type Logger } from '#platform/logging';
import { RealtimeServer } from '#platform/realtime';
import { FileEndpoint, UploadEndpoint, UPLOADS } from '#resources';
import { Readiness } from './health/readiness.js';
import { bodyDeadline } from './http/body-deadline.js';
import { formerAddresses } from './http/former-addresses.js';
import { graphqlBody, graphqlGate, httpErrors } from './http/graphql-gate.js';
import { loadGuard } from './http/load-guard.js';
import { requestLog } from './http/request-log.js';
import { securityHeaders } from './http/security-headers.js';
import { webClient } from './http/web-client.js';

/** A started process's public side. */
export interface Api {
  readonly app: NestExpressApplication;
  /** Ready turns first, then nothing new is accepted, requests end, sockets close. */
  stop(): Promise<void>;
}

/** The built web client stands beside the built server: dist/apps/api/src → dist/web. */
const WEB = join(import.meta.dirname, '../../../web');
/** How long a file may take to arrive. */
const REQUEST_MS = 3_600_000;

/**
 * Makes the HTTP side of a process from its root module (which must import `ApiModule.forRoot`) and listens.
 * Rejects with Node's own error when the port is taken.
 */
export async function createApi(
  root: Type | DynamicModule,
  options: { config: Config; logger: Logger; web?: string },
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

  if (logger.isLevelEnabled('info')) app.use(requestLog(logger));
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
  // Before anybody is recognized: the pages are the same for all, and stand while the database is away.
  const web = webClient(options.web ?? WEB, config.smtpUrl === null ? [] : ['/admin/mailbox']);
  const communities = app.get(CommunityService, { strict: false });
  if (web)
    app.use(
      formerAddresses((slug) => communities.presentSlug(slug)),
      web,
    );
  app.use(authentication.middleware());
  app.use('/graphql', graphqlGate, graphqlBody(), loadGuard());
  app.use(httpErrors);

  await app.init();
  app.use(httpErrors);

  const server = app.getHttpServer() as Server;
  // Node's five minutes end a whole file on a slow line; what pauses for long ends sooner (`UploadEndpoint`), and all that
  // is no file as well (`bodyDeadline`).
  server.requestTimeout = REQUEST_MS;
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
  await (config.host === null ? app.listen(config.port) : app.listen(config.port, config.host));

  return {
    app,
    async stop() {
      app.get(Readiness).drain();
      realtime.close();
      await uploads.close();
      await app.close();
    },
  };
}
