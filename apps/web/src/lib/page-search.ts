/** Which page of a list, as it stands in the address of the further ones. */
export interface PageSearch {
  /** The cursor that the page goes on after. */
  after?: string;
}

/** Reads it from the address; what cannot be one is dropped. */
export function pageSearch({ after }: Record<string, unknown>): PageSearch {
  return typeof after === 'string' && /^[\w-]{1,300}$/.test(after) ? { after } : {};
}

type Reads<Search> = (search: Record<string, unknown>) => Search;

/** Reads the page beside the filters of a list, which do not know of it: other filters begin at the first page. */
export const withPage =
  <Filters>(filters: Reads<Filters>): Reads<Filters & PageSearch> =>
  (search) => ({ ...filters(search), ...pageSearch(search) });
