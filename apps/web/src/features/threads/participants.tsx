import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Avatar } from '../../components/avatar.js';
import { PostAuthor } from './post-author.js';
import type { ThreadPerson, ThreadPost } from './thread-window.js';

/** Who wrote the posts on the page, in the order of their first one. */
export function Participants({ posts, whole }: { posts: readonly ThreadPost[]; whole: boolean }): ReactNode {
  const people = new Map<string, ThreadPerson>();
  for (const { author, deleted } of posts) if (!deleted && !people.has(author.id)) people.set(author.id, author);
  if (people.size === 0) return null;
  return (
    <section className="thread-people" aria-labelledby="thread-people">
      <h2 id="thread-people">{whole ? <Trans>In this discussion</Trans> : <Trans>In the part shown here</Trans>}</h2>
      <ul>
        {[...people.values()].map((person) => (
          <li key={person.id}>
            <Avatar id={person.id} name={person.name} small />
            <span>
              <PostAuthor person={person} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
