import { Kind, visit, BREAK, type DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/**
 * How many documents are kept, and how long they are, each and together: clients have a few dozen of a thousand characters.
 * Parsed and compiled, one takes about two hundred times its text, and a comment may make a text as long as a request;
 * without an end to it anybody could fill the memory with a thousand requests.
 */
export const KEPT = { max: 1_000, maxSize: 300_000, maxEntrySize: 8_000 } as const;

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

/** A document holds on to the text that it was parsed from. */
const lengthOf = ({ loc }: DocumentNode): number => Math.max(1, loc?.source.body.length ?? 0);

/** Keeps parsed and checked documents for the next time they are asked for, but for those that hold a text and very long ones. */
export function documentStore() {
  const kept = new LRUCache<string, DocumentNode>({ ...KEPT, sizeCalculation: lengthOf });
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
