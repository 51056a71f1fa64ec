/** What tests ask of a search. */
export const SEARCH = `query ($query: String!, $community: String, $first: Int, $after: String) {
  search(query: $query, community: $community, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { node { postId number createdAt language author { name } title { text matched } excerpt { text matched }
      thread { id title community { slug name } } } } } }`;

/** A piece of a text, as its reader sees it. */
export interface Part {
  text: string;
  matched: boolean;
}
/** A page of what was found. */
export interface Found {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: {
    node: {
      postId: string;
      number: number;
      language: string | null;
      author: { name: string };
      title: Part[];
      excerpt: Part[];
      thread: { id: string; title: string; community: { slug: string } };
    };
  }[];
}

/** Thread and number of each post that was found. */
export const places = ({ edges }: Found): [string, number][] => edges.map(({ node }) => [node.thread.id, node.number]);
/** A text without its marks. */
export const textOf = (parts: readonly Part[] = []): string => parts.map(({ text }) => text).join('');
/** The words of a text that are marked. */
export const markedIn = (parts: readonly Part[] = []): string[] =>
  parts.flatMap(({ text, matched }) => (matched ? [text] : []));
