/** A slice of rows asked for with one more than wanted, so that "is there more?" needs no second query. */
export interface Keyset<Row> {
  readonly rows: Row[];
  readonly hasMore: boolean;
}

/** Cuts the row that was only asked for to learn whether there is another page. */
export function keyset<Row>(rowsPlusOne: Row[], size: number): Keyset<Row> {
  return { rows: rowsPlusOne.slice(0, size), hasMore: rowsPlusOne.length > size };
}
