import { useState } from 'react';
import type { ThreadHeadFragment } from '../../gql/graphql.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';

/** The community of a thread that the present account could read on this page a moment ago; null when it never could. */
export function useLostCommunity(head: ThreadHeadFragment | null): ThreadHeadFragment['community'] | null {
  const { me } = useViewer();
  const [read, setRead] = useState<{ head: ThreadHeadFragment; by: string } | null>(null);
  if (head && me && (read?.head !== head || read.by !== me.id)) setRead({ head, by: me.id });
  return !head && me && read?.by === me.id ? read.head.community : null;
}
