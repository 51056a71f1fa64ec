import type { ServerToClientEvents } from '#contracts';

/** One message for the open pages of one account. */
export type Telling = {
  [Name in keyof ServerToClientEvents]: {
    readonly accountId: string;
    readonly event: Name;
    readonly message: Parameters<ServerToClientEvents[Name]>;
  };
}[keyof ServerToClientEvents];

/** The same for whoever looks at a community or belongs to it. */
export type CommunityTelling = Omit<Telling, 'accountId'> & { readonly communityId: string };

/** What one process asks of all others, each for the pages that are connected to it. */
export interface ProcessEvents {
  /** Makes the pages of an account leave the rooms of a community. */
  'rooms:leave': (accountId: string, communityId: string) => void;
  /** Closes the rooms of a community to everybody who does not belong to it. */
  'rooms:close': (communityId: string) => void;
  /** Tells each account its own. */
  'accounts:tell': (tellings: readonly Telling[]) => void;
  /** Tells everybody who looks at a community, or belongs to it. */
  'community:tell': (telling: CommunityTelling) => void;
}

/** Picks those of these accounts who belong to a community now. */
export type Belonging = (communityId: string, accountIds: readonly string[]) => Promise<ReadonlySet<string>>;

/** Somebody, or nobody in particular, who looks at a community. */
export interface Looking {
  readonly communityId: string;
  readonly accountId: string | null;
}

/** Picks those who may not read what they look at, by one question for all. */
export type Outsiders = (looking: readonly Looking[]) => Promise<readonly Looking[]>;
