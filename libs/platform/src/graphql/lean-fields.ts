import { Module } from '@nestjs/common';
import { ExternalContextCreator } from '@nestjs/core';

/** Nest's own way to call a resolver. */
const NEST = Symbol('platform.nest-context-creator');

@Module({ providers: [{ provide: NEST, useExisting: ExternalContextCreator }], exports: [NEST] })
class NestContexts {}

type Create = ExternalContextCreator['create'];
type Resolver = ReturnType<Create>;

/**
 * Has resolvers of fields called as plain functions. Nest makes ten promises for each call, for guards, interceptors,
 * filters and pipes, which fields have none of here (`fieldResolverEnhancers`): a third of the time of a list, whose rows
 * have such fields (docs/performance.md). Operations, and fields with a pipe on a parameter, are called Nest's way.
 */
export const LEAN_FIELDS = {
  module: NestContexts,
  provider: {
    provide: ExternalContextCreator,
    useFactory: (nest: ExternalContextCreator): ExternalContextCreator =>
      Object.assign(Object.create(nest) as ExternalContextCreator, {
        create: ((...how: Parameters<Create>) => leanField(nest, how) ?? nest.create(...how)) as Create,
      }),
    inject: [NEST],
  },
};

/** Null where there is anything between the call and the method, but for what fills its parameters. */
function leanField(nest: ExternalContextCreator, how: Parameters<Create>): Resolver | null {
  const [instance, method, name, metadataKey, paramsFactory, contextId, inquirerId, enhancers, contextType] = how;
  const isPlain = enhancers && !enhancers.guards && !enhancers.interceptors && !enhancers.filters;
  if (!isPlain || contextId !== undefined || inquirerId !== undefined) return null;
  const { getParamsMetadata } = nest.getMetadata(instance, name, metadataKey, paramsFactory, contextType);
  const parameters = getParamsMetadata(nest.getContextModuleKey(instance.constructor)) ?? [];
  if (parameters.some(({ pipes }) => pipes.length > 0)) return null;
  const filled = parameters.map(({ index, extractValue }) => ({ index, valueOf: extractValue }));
  return ((...given: unknown[]): unknown => {
    const values: unknown[] = [];
    for (const { index, valueOf } of filled) values[index] = (valueOf as (...all: unknown[]) => unknown)(...given);
    return method.apply(instance, values);
  }) as Resolver;
}
