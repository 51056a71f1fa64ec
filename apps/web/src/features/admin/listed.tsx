import type { ReactNode } from 'react';
import { Empty } from '../../components/empty.js';
import { ProblemNotice } from '../../components/problem.js';
import { ShowMore } from '../../components/show-more.js';
import { Skeleton } from '../../components/skeleton.js';
import type { Problem } from '../../lib/graphql/problem.js';
import styles from './admin.module.css';

interface Connection<Node> {
  edges: readonly { node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

interface ListedProps<Node> {
  /** Undefined while it loads. */
  list: Connection<Node> | undefined;
  problem: Problem | null;
  onRetry: () => void;
  busy: boolean;
  /** What screen readers hear while it loads. */
  loading: string;
  /** What stands where nothing is. */
  empty: ReactNode;
  onMore: (after: string | null) => void;
  /** One row. */
  children: (node: Node) => ReactNode;
}

/** A list page by page, in each of its states: loading, refused, empty, rows, more. */
export function Listed<Node>({
  list,
  problem,
  onRetry,
  busy,
  loading,
  empty,
  onMore,
  children,
}: ListedProps<Node>): ReactNode {
  if (!list) {
    if (problem) return <ProblemNotice problem={problem} onRetry={onRetry} />;
    return <Skeleton label={loading} heights={[70, 70, 70, 70]} />;
  }
  return (
    <>
      {problem ? <ProblemNotice problem={problem} onRetry={onRetry} /> : null}
      {list.edges.length === 0 ? (
        <Empty>{empty}</Empty>
      ) : (
        <ul className={styles.rows}>{list.edges.map(({ node }) => children(node))}</ul>
      )}
      {list.pageInfo.hasNextPage ? (
        <ShowMore busy={busy} onPress={() => onMore(list.pageInfo.endCursor ?? null)} />
      ) : null}
    </>
  );
}
