import type { Problem } from '../../../lib/graphql/problem.js';

/** The addresses that the server refused, which it names by their place in the list: `emails.17`. */
export function linesRefused(problem: Problem | null, addresses: readonly string[]): string[] {
  return Object.keys(problem?.fields ?? {}).flatMap((field) => {
    const place = /^(?:input\.)?emails\.(\d+)$/.exec(field)?.[1];
    return place === undefined ? [] : (addresses[Number(place)] ?? []);
  });
}
