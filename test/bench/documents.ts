import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print } from 'graphql';

/** Operations of the web client that are measured. */
export type ClientOperation =
  | 'ThreadPage'
  | 'CommunityThreads'
  | 'Library'
  | 'Inbox'
  | 'MyCommunities'
  | 'Reply'
  | 'Search';

const GENERATED = join(import.meta.dirname, '../../../apps/web/src/gql/persisted-documents.json');

/**
 * The text that the web client sends for this operation, from its generated documents: what is measured is what
 * browsers ask for. Throws when the client has no such operation.
 */
export function clientDocument(name: ClientOperation): string {
  const documents = Object.values(JSON.parse(readFileSync(GENERATED, 'utf8')) as Record<string, string>);
  const found = documents.filter((text) => new RegExp(`(query|mutation) ${name}\\b`).test(text));
  if (found.length !== 1 || found[0] === undefined) {
    throw new Error(`The web client has ${found.length} operations called ${name}; the benchmark needs exactly one.`);
  }
  return print(parse(found[0]));
}
