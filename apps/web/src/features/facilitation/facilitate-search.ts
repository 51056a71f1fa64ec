const PARTS = ['applications', 'reports', 'invitations', 'log'] as const;

/** A part of the facilitators' page. */
export type FacilitatePart = (typeof PARTS)[number];

/** What the address of the facilitators' page says beside the community: which part, and which application. */
export interface FacilitateSearch {
  part?: FacilitatePart;
  application?: string;
}

/** Reads it; what cannot be meant is left out. */
export function facilitateSearch(search: Record<string, unknown>): FacilitateSearch {
  const part = PARTS.find((one) => one === search.part);
  const { application } = search;
  return {
    ...(part ? { part } : {}),
    ...(typeof application === 'string' && application.length <= 64 ? { application } : {}),
  };
}
