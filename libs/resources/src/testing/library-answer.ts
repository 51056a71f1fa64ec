import type { ErrorDetails } from '#platform/errors';

/** What an operation answered, in short. */
export interface Answer {
  // Tests read answers of many shapes; `expect` is what checks them.
  readonly data: Readonly<Record<string, never>> | null | undefined;
  /** Code of the first refusal. */
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly details: ErrorDetails | undefined;
}

/** What tests ask of a resource. */
export const PARTS = `{ id title description descriptionHtml kind language tags licence terms authors url downloads revision
  createdAt updatedAt sharedBy { name } community { slug }
  current { id number note fileName mediaType size sha256 url restoredFrom author { name } preview { state pages small { url } } }
  versions { id number note restoredFrom url author { name } }
  deletion { at byFacilitator reason goneAt } viewerCan { edit addVersion delete restore } }`;

/** The part of {@link PARTS} that tests reach into. */
export interface Shared {
  readonly id: string;
  readonly title: string;
  readonly revision: number;
  readonly updatedAt: string;
  readonly current: { readonly id: string; readonly url: string };
  readonly versions: readonly { readonly id: string; readonly number: number }[];
}

/** The value of an answer's only field; whoever asks expects one. */
export function valueOf<Value>({ data, code, message, details }: Answer): Value {
  if (code !== undefined) throw new Error(`${code}: ${message} ${JSON.stringify(details)}`);
  return Object.values(data ?? {})[0] as Value;
}

/** Code and fields of a refusal. */
export const refusal = ({ code, details }: Answer): [string | undefined, string[]] => [
  code,
  Object.keys(details?.fields ?? {}),
];
