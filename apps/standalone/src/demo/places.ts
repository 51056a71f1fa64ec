import type { StoredQuestion } from '#communities';

/** A community of the directory, as the rows of the demonstration need it. */
export interface Place {
  readonly id: string;
  readonly slug: string;
  readonly visibility: 'PUBLIC' | 'PRIVATE';
  readonly eligibility: 'ANYONE' | 'MUSEUM_STAFF' | 'MEMBER_INSTITUTION' | 'MEMBER_OR_COLLABORATOR' | 'SELF_IDENTIFIED';
  readonly form: readonly StoredQuestion[] | null;
}

/** The directory by slug. */
export type Places = ReadonlyMap<string, Place>;

/** A row of a table: column → value. */
export type Row = Readonly<Record<string, unknown>>;

/** Rows by table. */
export type Rows = Readonly<Record<string, readonly Row[]>>;

/** The community of this slug; one that the directory lacks is a mistake in the words. */
export function placeOf(places: Places, slug: string): Place {
  const place = places.get(slug);
  if (!place) throw new Error(`The directory has no community ${slug}.`);
  return place;
}
