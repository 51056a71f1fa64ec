import { median, percentile } from '../bench/statistics.js';
import type { Done } from './stage.js';

/** A demand, what was found, and whether it is met. */
export interface Finding {
  readonly demand: string;
  readonly found: string;
  readonly met: boolean;
}

/** Memory of the server at a time. */
export interface Sample {
  /** Seconds after the begin. */
  readonly at: number;
  readonly mebibytes: number;
}

/** Whether the process answered that it lives. */
export interface Pulse {
  readonly at: number;
  readonly alive: boolean;
}

/** The demands on the everyday load, and for how long it goes on. */
export const STEADY = {
  perSecond: 40,
  seconds: 900,
  warmUpSeconds: 60,
  errors: 0.000_25,
  mean: 100,
  p99: 2_000,
  growth: 1.05,
  flatAfter: 600,
};
/** The demands on five times as much. */
export const FLOOD = { perSecond: 200, seconds: 180, quick: 1_000, recovery: 30 };

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Judges the everyday load. Here a refusal is an error as well. */
export function judgeSteady(done: readonly Done[], memory: readonly Sample[], flatAfter: number): Finding[] {
  const wrong = done.filter(({ wrong: why, status }) => why !== null || status !== 200);
  const times = done.map(({ took }) => took);
  const minutes = Map.groupBy(
    memory.filter(({ at }) => at >= flatAfter),
    ({ at }) => Math.floor(at / 60),
  );
  const medians = [...minutes.values()].map((samples) => median(samples.map(({ mebibytes }) => mebibytes)));
  const [first = 0] = medians;
  const most = Math.max(...medians);
  return [
    {
      demand: `errors ≤ ${STEADY.errors * 100} %`,
      found: `${wrong.length} of ${done.length}${wrong[0] ? ` (${wrong[0].wrong ?? wrong[0].status})` : ''}`,
      met: wrong.length / done.length <= STEADY.errors,
    },
    { demand: `mean ≤ ${STEADY.mean} ms`, found: ms(mean(times)), met: mean(times) <= STEADY.mean },
    {
      demand: `99th percentile ≤ ${STEADY.p99} ms`,
      found: ms(percentile(times, 0.99)),
      met: percentile(times, 0.99) <= STEADY.p99,
    },
    {
      demand: `memory grows by at most ${Math.round((STEADY.growth - 1) * 100)} % after minute ${Math.round(flatAfter / 60)}`,
      found: `${Math.round(first)} → at most ${Math.round(most)} MiB`,
      met: medians.length > 0 && most <= first * STEADY.growth,
    },
  ];
}

/** Judges the flood: whatever is not answered well must be refused quickly, and the process must live. */
export function judgeFlood(done: readonly Done[], pulses: readonly Pulse[]): Finding[] {
  const wrong = done.filter((one) => one.wrong !== null);
  const refused = done.filter(({ status }) => status === 503 || status === 429);
  const dead = pulses.filter(({ alive }) => !alive);
  const slowest =
    refused.length > 0
      ? percentile(
          refused.map(({ took }) => took),
          0.99,
        )
      : 0;
  return [
    {
      demand: 'nothing but answers, 503 and 429',
      found: `${done.length - refused.length - wrong.length} answered, ${refused.length} refused, ${wrong.length} wrong${wrong[0] ? ` (${wrong[0].wrong})` : ''}`,
      met: wrong.length === 0,
    },
    { demand: `refused within ${FLOOD.quick} ms (99th percentile)`, found: ms(slowest), met: slowest <= FLOOD.quick },
    { demand: 'liveness kept', found: `${pulses.length - dead.length} of ${pulses.length}`, met: dead.length === 0 },
  ];
}

/**
 * Judges the time after the flood: the seconds from its end until all is as before. Who replied five times as often has used up
 * what one person may write in ten minutes, and is told so (429) for as long, whatever the server does.
 */
export function judgeRecovery(done: readonly Done[]): Finding {
  const isAsBefore = ({ took, status, wrong }: Done): boolean =>
    wrong === null && (status === 200 || status === 429) && took <= STEADY.p99;
  const late = done.filter((one) => !isAsBefore(one));
  const last = Math.max(0, ...late.map(({ at }) => at));
  return {
    demand: `as before within ${FLOOD.recovery} s of its end`,
    found: `${last.toFixed(1)} s`,
    met: last <= FLOOD.recovery,
  };
}

/** The times of each kind of request, for reading. */
export function timesByAct(done: readonly Done[]): string {
  const rows = [...Map.groupBy(done, ({ act }) => act)].map(([act, ones]) => {
    const times = ones.map(({ took }) => took);
    return `${act.padEnd(8)} ${String(ones.length).padStart(6)}  mean ${ms(mean(times)).padStart(8)}  median ${ms(median(times)).padStart(8)}  99 % ${ms(percentile(times, 0.99)).padStart(8)}`;
  });
  return rows.toSorted().join('\n');
}
