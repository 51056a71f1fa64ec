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
  /** Different people whom one post mentions. */
  mentions: 50,
  /** Text typed into a find-as-you-type field, characters. */
  findText: 100,
  /** Words typed to search for, characters. */
  searchText: 200,
  /** Addresses on the roster of a programme. */
  rosterEmails: 5_000,
  /** Reason for something done to somebody else, or of a report, characters. */
  reason: 1_000,
  /** A facilitator's word with an invitation or a decision, characters. */
  facilitatorWord: 1_000,
  /** Addresses that are invited at once. */
  invitedAtOnce: 50,
  /** Answers of one application; characters of one of a line, and of one of several. */
  applicationAnswers: 20,
  shortAnswer: 200,
  longAnswer: 4_000,
  /** A resource: its title, its description (Markdown source), characters. */
  resourceTitle: 200,
  resourceDescription: 8_000,
  /** Tags of one resource; characters of one tag. */
  resourceTags: 10,
  resourceTag: 40,
  /** Who made a resource, and the terms of its own under which it is shared, characters. */
  resourceAuthors: 300,
  resourceTerms: 2_000,
  /** What changed with a version, characters; versions of one resource. */
  versionNote: 500,
  resourceVersions: 100,
  /** Address of a shared link, characters. */
  resourceUrl: 2_000,
  /** Files that stand with one post; words for who cannot see one of them, characters. */
  postAttachments: 20,
  attachmentAlt: 500,
  /** Items on one page of a list. */
  pageDefault: 20,
  pageMax: 50,
  /**
   * A whole GraphQL request body, bytes: a roster of the most and longest addresses, and room to refuse what is too long
   * for its field with that field's name instead of the whole request without one.
   */
  requestBytes: 2 * 1024 * 1024,
  /** The same for people who are not signed in, who have nothing long to say. */
  strangerRequestBytes: 512 * 1024,
} as const;
