/** What the audit log is narrowed to, as it stands in the address. */
export interface AuditSearch {
  community?: string;
}

/** Reads it from the address; what is no community's address is dropped. */
export function auditSearch(search: Record<string, unknown>): AuditSearch {
  // The router reads ?community=2024 as a number.
  const community = typeof search.community === 'number' ? String(search.community) : search.community;
  return typeof community === 'string' && /^[a-z0-9-]{1,80}$/.test(community) ? { community } : {};
}
