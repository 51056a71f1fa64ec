/** The answers to the client's own operations, as far as first answers are written from them. */

export interface PersonAnswer {
  readonly id: string;
  readonly name: string;
  readonly former: boolean;
}

interface CommunityFacts {
  readonly slug: string;
  readonly name: string;
  readonly status: 'ORGANIZING' | 'OPERATIONAL' | 'ARCHIVED';
  readonly visibility: 'PUBLIC' | 'PRIVATE';
  readonly viewerRole: string | null;
}

export interface AttachmentAnswer {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  readonly url: string;
  readonly alt: string;
  readonly width: number | null;
  readonly height: number | null;
}

export interface PostAnswer {
  readonly id: string;
  readonly number: number;
  readonly bodyHtml: string;
  readonly author: PersonAnswer;
  readonly createdAt: string;
  readonly editedAt: string | null;
  readonly deleted: boolean;
  readonly removal: { readonly reason: string } | null;
  readonly inReplyTo: { readonly number: number; readonly author: PersonAnswer } | null;
  readonly attachments: readonly AttachmentAnswer[];
}

export interface ThreadAnswer {
  readonly id: string;
  readonly title: string;
  readonly createdAt: string;
  readonly replyCount: number;
  readonly lastNumber: number;
  readonly author: PersonAnswer;
  readonly locked: boolean;
  readonly pinned: boolean;
  readonly unread: number | null;
  readonly firstUnreadNumber: number | null;
  readonly viewerCan: { readonly reply: boolean };
  readonly community: CommunityFacts;
  readonly posts: Edges<PostAnswer>;
}

/** A page of a list. */
export interface Edges<Node> {
  readonly totalCount?: number;
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo?: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface ThreadRowAnswer {
  readonly id: string;
  readonly title: string;
  readonly excerpt: string;
  readonly locked: boolean;
  readonly pinned: boolean;
  readonly replyCount: number;
  readonly createdAt: string;
  readonly lastActivityAt: string;
  readonly author: PersonAnswer;
  readonly lastAuthor: PersonAnswer;
}

export interface CommunityCardAnswer extends CommunityFacts {
  readonly id: string;
  readonly summary: string;
  readonly joinPolicy: 'OPEN' | 'APPLICATION' | 'CLOSED' | 'INVITATION';
  readonly tags: readonly string[];
  readonly memberCount: number | null;
  readonly association: { readonly slug: string; readonly name: string };
}

/** A community of the directory. */
export interface DirectoryRowAnswer extends CommunityCardAnswer {
  readonly lastActivityAt: string | null;
}

export interface CommunityHomeAnswer extends CommunityCardAnswer {
  readonly rule: { readonly words: string };
}

export interface ResourceRowAnswer {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly language: string;
  readonly licence: string;
  readonly tags: readonly string[];
  readonly url: string | null;
  readonly downloads: number;
  readonly updatedAt: string;
  readonly sharedBy: PersonAnswer;
  readonly current: { readonly number: number; readonly size: number; readonly createdAt: string } | null;
}

interface PictureAnswer {
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

export interface ResourceAnswer {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly descriptionHtml: string;
  readonly kind: string;
  readonly language: string;
  readonly tags: readonly string[];
  readonly licence: string;
  readonly terms: string | null;
  readonly authors: string | null;
  readonly url: string | null;
  readonly downloads: number;
  readonly createdAt: string;
  readonly sharedBy: PersonAnswer;
  readonly deletion: object | null;
  readonly current: {
    readonly fileName: string;
    readonly mediaType: string;
    readonly size: number;
    readonly url: string;
    readonly preview: { readonly state: string; readonly large: PictureAnswer | null };
  } | null;
  readonly community: CommunityFacts;
}
