/** Who did what to what. */
export interface AuditNote {
  /** Account id; null for the machine itself. */
  readonly actor: string | null;
  /** Past tense, kebab-case: `mailbox-read`. */
  readonly action: string;
  /** Id of what was acted on. */
  readonly subject: string;
  /** The community it happened in, for that community's page of the log. */
  readonly communityId?: string;
  /** The account it is about, where it is about somebody. */
  readonly accountId?: string;
  /** The reason that the actor gave, as typed. */
  readonly reason?: string;
  /** Facts that the ids do not tell; no secrets, no addresses, no reasons. */
  readonly details?: object;
}

/** One entry as the log's pages need it; whoever shows it decides what of it this viewer may see. */
export interface AuditRow {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Null for the machine itself. */
  readonly actorId: string | null;
  readonly action: string;
  readonly communityId: string | null;
  /** Whom it is about. */
  readonly accountId: string | null;
  readonly reason: string | null;
  /** As they were noted; only what is known to be harmless may be shown of them. */
  readonly details: object;
}

/** Places of which a reader is told no more than what administrators did there, and of that no more than these acts. */
export interface AuditVeil {
  readonly communityIds: readonly string[];
  readonly actsShown: readonly string[];
}

/** Key of an entry in a cursor: ids rise with time. */
export type AuditKey = readonly [id: string];

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Says whether a cursor's parts are an {@link AuditKey}. */
export const isAuditKey = (parts: unknown[]): parts is [string] =>
  parts.length === 1 && typeof parts[0] === 'string' && UUID.test(parts[0]);
