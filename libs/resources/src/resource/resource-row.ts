import type { Licence, ResourceKind, ResourceLanguage } from './resource-terms.type.js';

/** What people say of a resource. */
export interface ResourceTexts {
  readonly title: string;
  readonly description: string;
  readonly kind: ResourceKind;
  readonly language: ResourceLanguage;
  /** As typed. */
  readonly tags: readonly string[];
  readonly licence: Licence;
  /** Of a licence of its own, else null. */
  readonly terms: string | null;
  readonly authors: string | null;
  /** Of a link, else null. */
  readonly url: string | null;
}

/** A version as it is stored; its file says the rest. */
export interface VersionRow {
  /** Also the id of its file. */
  readonly id: string;
  readonly resourceId: string;
  readonly number: number;
  readonly note: string | null;
  readonly authorId: string;
  readonly restoredFrom: number | null;
  readonly createdAt: string;
}

/** A resource as it is stored, with its present version. */
export interface ResourceRow extends ResourceTexts {
  readonly id: string;
  readonly communityId: string;
  readonly sharerId: string;
  readonly sortTitle: string;
  readonly downloads: number;
  readonly lastNumber: number;
  readonly revision: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** When, by whom and why it was deleted; null while it stands. */
  readonly deletedAt: string | null;
  readonly deletedBy: string | null;
  readonly deletionReason: string | null;
  /** When a deleted one is gone for good. */
  readonly goneAt: string | null;
  /** Null for a link. */
  readonly current: VersionRow | null;
}
