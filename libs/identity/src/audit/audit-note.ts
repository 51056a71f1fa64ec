/** Who did what to what. */
export interface AuditNote {
  /** Account id; null for the machine itself. */
  readonly actor: string | null;
  /** Past tense, kebab-case: `mailbox-read`. */
  readonly action: string;
  /** Id of what was acted on. */
  readonly subject: string;
  /** Facts that the ids do not tell; no secrets, no addresses. */
  readonly details?: object;
}
