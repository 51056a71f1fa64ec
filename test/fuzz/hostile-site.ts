import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { Module } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { GraphQLSchema } from 'graphql';
import { Client } from 'pg';
import { ApiModule, createApi } from '#apps/api';
import { entities } from '#apps/base';
import { loadConfig } from '#platform/config';
import { createLogger } from '#platform/logging';
import { KeyRing } from '#platform/secrets';
import { testDatabase } from '#platform/testing';
import type { Actor, Place } from '../matrix/actors.js';
import { BYTES, makeGround, makeWorld, STORED, type World } from '../matrix/world.js';
import { freePort } from '../support/free-port.js';
import { NO_LIMITS } from '../support/no-limits.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { jsonOf } from './hostile-values.js';

/** An answer as it comes over HTTP. */
export interface HostileAnswer {
  readonly status: number;
  readonly text: string;
  readonly errors: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string; readonly fields?: Readonly<Record<string, string>> };
  }[];
}

/** The public side of the product in this process, over HTTP, on a database whose people and places are made by SQL. */
export class HostileSite {
  private constructor(
    readonly schema: GraphQLSchema,
    private readonly origin: string,
    private readonly client: Client,
    private readonly faults: string[],
    private readonly end: () => Promise<void>,
  ) {}

  /** Starts it; call once for a file. */
  static async start(): Promise<HostileSite> {
    const [database, folder, port] = await Promise.all([testDatabase(entities), temporaryFolder(), freePort()]);
    await mkdir(join(folder.path, 'files'), { recursive: true, mode: 0o700 });
    await writeFile(join(folder.path, 'files', STORED), BYTES);
    const config = loadConfig({
      COPSE_DATA: folder.path,
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: `http://localhost:${port}`,
      RATE_LIMITS: NO_LIMITS,
    });
    const faults: string[] = [];
    const log = new Writable({
      write(chunk: Buffer, _encoding, done) {
        faults.push(chunk.toString());
        done();
      },
    });
    const logger = createLogger('error', log);
    const api = ApiModule.forRoot({ config, logger, dataSource: database.db.dataSource });

    @Module({ imports: [api] })
    class Root {}

    const { app, stop } = await createApi(Root, { config, logger, web: join(folder.path, 'no-client') });
    app.get(KeyRing, { strict: false }).prepare();
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await makeGround(client);
    const { schema } = app.get(GraphQLSchemaHost, { strict: false });
    return new HostileSite(schema, config.publicUrl, client, faults, async () => {
      await stop();
      await client.end();
      await database.close();
      await folder.remove();
    });
  }

  /** A small world of its own for one actor. */
  world(actor: Actor, place: Place): Promise<World> {
    return makeWorld(this.client, actor, place);
  }

  /** Asks GraphQL as the world's actor, with variables of every kind. */
  async ask({ cookie }: Pick<World, 'cookie'>, query: string, variables: unknown): Promise<HostileAnswer> {
    const response = await fetch(`${this.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.origin, ...(cookie === undefined ? {} : { cookie }) },
      body: `{"query":${JSON.stringify(query)},"variables":${jsonOf(variables)}}`,
    });
    const text = await response.text();
    const { errors = [] } = JSON.parse(text) as Partial<HostileAnswer>;
    return { status: response.status, text, errors };
  }

  /** What the log says of errors since this was asked last. */
  told(): string {
    return this.faults.splice(0).join('');
  }

  /** Ends everything. */
  stop(): Promise<void> {
    return this.end();
  }
}
