import type { ApolloServer } from '@apollo/server';
import type { INestApplicationContext } from '@nestjs/common';
import type { ApolloDriver } from '@nestjs/apollo';
import { GraphQLModule } from '@nestjs/graphql';
import type { GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '#contracts';
import type { RequestContext } from './request-context.js';

/** What an operation is asked with: its variables by name. */
export type Variables = Readonly<Record<string, string | number | boolean | null>>;

/** Answers operations from within the process, for pages that bring with them what their client would ask at once. */
export interface PageAnswers {
  /**
   * Runs one operation exactly as `/graphql` would for the same viewer: the same doors, policies, rules and compiled
   * queries. `context` is the request of the page, with the viewer on it. Null when the answer holds any refusal, so that
   * nothing is shown of what is refused in part. Rejects when there is no answer at the moment: that says nothing of what
   * was asked for.
   */
  execute(
    context: RequestContext,
    query: string,
    variables: Variables,
  ): Promise<Readonly<Record<string, unknown>> | null>;
}

const NOT_NOW: readonly ErrorCode[] = ['UNAVAILABLE', 'RATE_LIMITED', 'INTERNAL'];

const isNotNow = ({ extensions }: GraphQLFormattedError): boolean =>
  (NOT_NOW as readonly unknown[]).includes(extensions?.['code']);

/** The {@link PageAnswers} of a process, which answer from when it has started. */
export function pageAnswers(app: INestApplicationContext): PageAnswers {
  return {
    async execute(context, query, variables) {
      const driver = app.get(GraphQLModule, { strict: false }).graphQlAdapter as ApolloDriver;
      const apollo = driver.instance as unknown as ApolloServer<RequestContext>;
      const { body } = await apollo.executeOperation({ query, variables: { ...variables } }, { contextValue: context });
      if (body.kind !== 'single') return null;
      const { data, errors } = body.singleResult;
      const notNow = errors?.find(isNotNow);
      if (notNow) throw new Error(`No answer at the moment: ${String(notNow.extensions?.['code'])}`);
      return errors ? null : (data ?? null);
    },
  };
}
