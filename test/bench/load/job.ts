import type { BenchSession, BenchThread, Dataset } from '../dataset.js';
import type { SideAddress } from '../side.js';

/** What the load process is asked to do; one at a time. */
export type Job =
  /** Data and texts for all that follows. */
  | { readonly kind: 'begin'; readonly dataset: Dataset; readonly texts: readonly { body: string; html: string }[] }
  /** Asks both sides for the same pages and lists; fails when they differ. */
  | { readonly kind: 'compare'; readonly ours: SideAddress; readonly bare: SideAddress; readonly samples: number }
  /** Reads at random over keep-alive connections while a writer replies. Gives requests a second. */
  | {
      readonly kind: 'read';
      readonly side: SideAddress;
      readonly what: 'page' | 'list' | 'resources' | 'inbox' | 'unread';
      readonly signedIn: boolean;
      readonly seconds: number;
      readonly connections: number;
      readonly repliesPerSecond: number;
      /** The page at this post of this thread and no other; else pages at random. */
      readonly at?: { readonly thread: BenchThread; readonly near: number };
    }
  /** As many writers as connections, in so many threads: each in its own, or all in one. Gives replies a second. */
  | {
      readonly kind: 'reply';
      readonly side: SideAddress;
      readonly seconds: number;
      readonly connections: number;
      readonly threads: number;
    }
  /** Sends files of so many MiB, all at once, and takes them back. Gives MiB a second. */
  | {
      readonly kind: 'send';
      readonly side: SideAddress;
      readonly communitySlug: string;
      readonly mebibytes: number;
      readonly atOnce: number;
    }
  /** Searches one after the other. Gives the 95th percentile, in ms. */
  | {
      readonly kind: 'search';
      readonly side: SideAddress;
      readonly words: 'common' | 'rare';
      readonly searches: number;
    }
  /** Fetches one file again and again. Gives MiB a second. */
  | { readonly kind: 'fetch'; readonly side: SideAddress; readonly path: string; readonly seconds: number }
  /** Opens one socket for each of these people, who watch all threads of `many`; ten of them those of `few` as well. */
  | {
      readonly kind: 'bells';
      readonly side: SideAddress;
      readonly watchers: readonly BenchSession[];
      readonly many: readonly BenchThread[];
      readonly few: readonly BenchThread[];
    }
  /**
   * Replies one by one, each into the next of those threads. Gives the median, in ms, from sending until the last bell
   * is right, or until the author has the answer; of `others`, who reply elsewhere meanwhile without rest, how long they wait
   * for an answer on average.
   */
  | {
      readonly kind: 'ring';
      readonly side: SideAddress;
      readonly messages: number;
      readonly until: 'bells' | 'answer' | 'others';
      readonly among: 'many' | 'few';
    }
  /**
   * Opens the sockets of a side, which stay open; all watch this thread, as those who are signed in, or as these people. Where
   * some are open at this address already, only as many as are missing. Gives how many are in the room.
   */
  | {
      readonly kind: 'watch';
      readonly side: SideAddress;
      readonly sockets: number;
      readonly thread: BenchThread;
      readonly people?: readonly BenchSession[];
    }
  /** Sends messages one by one to the sockets of a side. Gives the 99th percentile, in ms, from sending to receipt. */
  | { readonly kind: 'deliver'; readonly side: SideAddress; readonly messages: number; readonly pauseMs: number };

/** Its answer: a figure (0 where there is none to give), or why there is none. */
export type Outcome = { readonly figure: number } | { readonly error: string };
