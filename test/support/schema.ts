import { Reflector, DiscoveryService, MetadataScanner, NestFactory } from '@nestjs/core';
import { DiscoveryModule } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { GraphQLSchema } from 'graphql';
import { ApiModule } from '#apps/api';
import { entities } from '#apps/base';
import { DOOR, type Door } from '#identity';
import { loadConfig } from '#platform/config';
import { createDataSource } from '#platform/database';
import { createLogger } from '#platform/logging';

/** The schema as the api serves it, and the door that each operation's method declares. */
export interface BuiltSchema {
  readonly schema: GraphQLSchema;
  /** `Query.me` → door; null where none is declared. */
  readonly doors: ReadonlyMap<string, Door | null>;
}

/** Builds the whole api without listening and without a database: nothing is asked of it. */
export async function buildApiSchema(): Promise<BuiltSchema> {
  const dataSource = createDataSource({ url: 'postgres://localhost/none', poolSize: 1, entities, migrations: [] });
  const api = ApiModule.forRoot({ config: loadConfig({}), logger: createLogger('silent'), dataSource });

  @Module({ imports: [api, DiscoveryModule] })
  class Root {}

  const app = await NestFactory.create(Root, { logger: false, abortOnError: false });
  await app.init();
  const reflector = app.get(Reflector);
  const scanner = app.get(MetadataScanner);
  const doors = new Map<string, Door | null>();
  for (const { instance } of app.get(DiscoveryService).getProviders() as { instance: object | null }[]) {
    if (instance === null || typeof instance !== 'object') continue;
    const prototype = Object.getPrototypeOf(instance) as Record<string, unknown> | null;
    if (!prototype || prototype === Object.prototype) continue;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const method = prototype[name] as () => unknown;
      const type = Reflect.getMetadata('graphql:resolver_type', method) as string | undefined;
      if (type !== 'Query' && type !== 'Mutation' && type !== 'Subscription') continue;
      const operation = (Reflect.getMetadata('graphql:resolver_name', method) as string | undefined) ?? name;
      doors.set(
        `${type}.${operation}`,
        reflector.getAllAndOverride<Door | undefined>(DOOR, [method, instance.constructor]) ?? null,
      );
    }
  }
  const { schema } = app.get(GraphQLSchemaHost);
  return { schema, doors };
}
