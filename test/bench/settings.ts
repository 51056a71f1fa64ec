/** How much of everything a run does. */
export interface Settings {
  /** Measurements of each side, in turns. */
  readonly rounds: number;
  /** Length of one measurement of a rate. */
  readonly seconds: number;
  /** Requests before the first measurement, so that neither side is measured cold. */
  readonly warmUpSeconds: number;
  /** Keep-alive connections of readers or writers. */
  readonly connections: number;
  /** Connections to PostgreSQL, of either side. */
  readonly databaseConnections: number;
  /** Replies that a writer posts while others read. */
  readonly repliesPerSecond: number;
  /** Messages of one measurement of live delivery. */
  readonly liveMessages: number;
  /** Messages of one measurement of bells. */
  readonly bellMessages: number;
  /** The same where ten thousand people follow. */
  readonly crowdMessages: number;
  /** Rest between two messages, so that each is delivered alone. */
  readonly livePauseMs: number;
  readonly threadsPerCommunity: number;
  readonly postsPerThread: number;
  readonly resourcesPerCommunity: number;
  readonly sessions: number;
  /** Posts among which is searched. */
  readonly searchPosts: number;
  /** People whose digest is due at once. */
  readonly digests: number;
  /** How long the product reads and writes without rest before its memory is looked at. */
  readonly mixedSeconds: number;
  /** Starts of which the median counts. */
  readonly starts: number;
}

const FULL: Settings = {
  rounds: 5,
  seconds: 4,
  warmUpSeconds: 3,
  connections: 16,
  databaseConnections: 16,
  repliesPerSecond: 5,
  liveMessages: 30,
  livePauseMs: 50,
  bellMessages: 10,
  crowdMessages: 5,
  threadsPerCommunity: 50,
  postsPerThread: 30,
  resourcesPerCommunity: 200,
  sessions: 100,
  searchPosts: 1_000_000,
  digests: 10_000,
  mixedSeconds: 60,
  starts: 5,
};

/** Enough to see that everything works; its figures are rough. */
const QUICK: Settings = {
  ...FULL,
  rounds: 3,
  seconds: 1.5,
  warmUpSeconds: 1.5,
  liveMessages: 10,
  searchPosts: 100_000,
  digests: 1_000,
  crowdMessages: 2,
  mixedSeconds: 12,
  starts: 3,
};

/** The amounts of a full run, or of `--quick`. */
export const settingsFor = (quick: boolean): Settings => (quick ? QUICK : FULL);
