import { Kind, visit, BREAK, type DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** So many parsed documents are kept; clients have a few dozen. */
const KEPT = 1_000;

/**
 * Whether a text stands in the document itself, instead of in a variable. It may be anything that somebody typed, also
 * a private answer or a password, so that nothing of such a document may outlive its request.
 */
export function holdsText(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    [Kind.STRING]() {
      found = true;
      return BREAK;
    },
  });
  return found;
}

/** Keeps parsed and checked documents for the next time they are asked for, but for those that hold a text. */
export function documentStore() {
  const kept = new LRUCache<string, DocumentNode>({ max: KEPT });
  return {
    async get(key: string): Promise<DocumentNode | undefined> {
      return kept.get(key);
    },
    async set(key: string, document: DocumentNode): Promise<void> {
      if (!holdsText(document)) kept.set(key, document);
    },
    async delete(key: string): Promise<boolean> {
      return kept.delete(key);
    },
  };
}
