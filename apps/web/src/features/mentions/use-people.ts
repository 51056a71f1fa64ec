import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { MentionableDocument } from '../../gql/graphql.js';
import { nameBegins } from './mention-at.js';
import type { MentionAt } from './mention-at.js';

/** Where a text will stand, which decides who can be mentioned in it. */
export type MentionPlace = { threadId: string } | { slug: string };

/** Somebody who can be mentioned. */
export interface Mentionable {
  id: string;
  name: string;
}

const PAUSE_MS = 150;
const NOBODY: readonly Mentionable[] = [];

/** Who can be meant by what is being typed. Where nobody is, or nobody can be asked, the list is empty. */
export function usePeople(at: MentionAt | null, place: MentionPlace): readonly Mentionable[] {
  const client = useClient();
  const [found, setFound] = useState<{ start: number; people: readonly Mentionable[] } | null>(null);
  /** Behind these words nobody was found: more letters bring nobody either. */
  const nobody = useRef<MentionAt | null>(null);
  const [start, text] = [at?.start ?? null, at?.text.trimEnd() ?? ''];
  const [threadId, slug] = 'threadId' in place ? [place.threadId, null] : [null, place.slug];

  useEffect(() => {
    if (start === null) return undefined;
    if (nobody.current?.start === start && text.startsWith(nobody.current.text)) return undefined;
    let over = false;
    const ask = async (): Promise<void> => {
      const { data } = await client
        .query(MentionableDocument, { threadId, slug, text }, { requestPolicy: 'cache-first' })
        .toPromise();
      if (over) return;
      const people = data?.mentionable ?? NOBODY;
      nobody.current = data && people.length === 0 ? { start, text } : null;
      setFound({ start, people });
    };
    const timer = setTimeout(() => void ask(), text === '' ? 0 : PAUSE_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [client, start, text, threadId, slug]);

  // Until the next answer is there, of the last one only those whom the new letters can still mean.
  return at && found?.start === start ? found.people.filter(({ name }) => nameBegins(name, text)) : NOBODY;
}
