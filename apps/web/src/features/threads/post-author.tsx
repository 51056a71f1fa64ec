import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { PersonName } from '../membership/person-name.js';
import type { ThreadPerson } from './thread-window.js';

/** A person in a thread: a link to the profile for those who may see it. */
export function PostAuthor({ person }: { person: ThreadPerson }): ReactNode {
  const { me } = useViewer();
  const name = <PersonName person={{ name: person.name, former: person.former ?? false }} />;
  if (!me || person.former) return name;
  return (
    <Link to="/people/$id" params={{ id: person.id }}>
      {name}
    </Link>
  );
}
