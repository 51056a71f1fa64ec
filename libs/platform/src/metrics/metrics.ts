/** One figure with its labels; values of labels come from short lists of ours, never from what anybody sends. */
export interface Figure {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** How a figure is called and what it tells; the name begins with `copse_`. */
export interface Named {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
}

/** A figure of the moment, read whenever somebody asks for all of them. */
export interface Gauge extends Named {
  /** One that cannot be read just now (the database is away) is left out. */
  readonly read: () => number | readonly Figure[] | Promise<number | readonly Figure[]>;
}

/** Counts events by their labels. */
export type Counting = (labels: Readonly<Record<string, string>>) => void;

/** Notes how many seconds something took. */
export type Timing = (labels: Readonly<Record<string, string>>, seconds: number) => void;

/** The process's figures for whoever watches over it. Where nobody does, nothing is counted and nothing is kept. */
export abstract class Metrics {
  /** Whether anybody may ask for them. */
  abstract readonly isOn: boolean;
  /** Registers a figure of the moment. */
  abstract gauge(gauge: Gauge): void;
  /** Registers a count that only rises. */
  abstract counter(named: Named): Counting;
  /** Registers a distribution of durations. */
  abstract timer(named: Named & { readonly buckets: readonly number[] }): Timing;
  /** All of them in Prometheus's text format. */
  abstract text(): Promise<string>;
  /** What that is, for `Content-Type`. */
  abstract readonly contentType: string;
}

/** For a process that nobody watches. */
export class NoMetrics extends Metrics {
  readonly isOn = false;
  readonly contentType = 'text/plain; charset=utf-8';
  gauge(): void {
    // Nobody asks.
  }
  counter(): Counting {
    return () => undefined;
  }
  timer(): Timing {
    return () => undefined;
  }
  async text(): Promise<string> {
    return '';
  }
}
