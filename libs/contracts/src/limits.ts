/** Sizes that the server enforces and the browser shows while one types; characters are UTF-16 code units. */
export const LIMITS = {
  /** Name of a person, characters. */
  personName: 100,
  /** E-mail address, characters (RFC 5321: 254). */
  email: 254,
  /** Password, characters; any characters, never cut (ASVS V6.2). */
  passwordMin: 8,
  passwordMax: 256,
  /** Name of an access token, characters. */
  tokenName: 100,
  /** Life of an access token, days. */
  tokenDaysMax: 365,
  /** Title of a thread, characters. */
  threadTitle: 200,
  /** Markdown source of a post, characters. */
  postBody: 40_000,
  /** Text typed into a find-as-you-type field, characters. */
  findText: 100,
  /** Items on one page of a list. */
  pageDefault: 20,
  pageMax: 50,
  /** A whole GraphQL request body, bytes: the longest post, four bytes a character, JSON-escaped, and room for the query. */
  requestBytes: 512 * 1024,
} as const;
