import type { Client } from 'pg';
import type { World } from './world.js';

/** How one operation is asked in a world. */
export interface Asked {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

/** One operation, and what must be there for it to be answered. */
export interface Case {
  readonly ask: (world: World) => Asked;
  /** The world's community has an open door instead of an application. */
  readonly open?: true;
  /** Asked with the actor's access token in place of the session. */
  readonly byToken?: true;
  /** What of the answer must be there; the whole of it where nothing is said. */
  readonly value?: (data: Record<string, unknown>) => unknown;
  /** Changes the site before the question; what it returns changes it back. */
  readonly before?: (client: Client, world: World) => Promise<() => Promise<unknown>>;
}

/** A mutation with one `input` and this selection. */
export const change =
  (name: string, type: string, selection: string, input: (world: World) => Record<string, unknown>) =>
  (world: World): Asked => ({
    query: `mutation ($input: ${type}!) { ${name}(input: $input) ${selection} }`,
    variables: { input: input(world) },
  });

/** A question with these variables. */
export const ask =
  (query: string, variables: (world: World) => Record<string, unknown> = () => ({})) =>
  (world: World): Asked => ({ query, variables: variables(world) });
