import {
  type CallSummary,
  isFailed,
  minuteOf,
  type QuarterCalls,
  quarterMs,
  quartersKept,
  summaryOf,
  type VendorState,
  vendorStateOf,
} from './health.ts';
import { percentile } from './latency.ts';

/** The stretches of time that an operator is shown, in quarters of an hour. */
const windows = { quarter: 1, hour: 4, day: quartersKept } as const;
export type CallWindow = keyof typeof windows;

const mostReasons = 3;
const hourMs = 4 * quarterMs;

type Window = Omit<CallSummary, 'latencies'> & {
  /** 0 … 1; null without calls. */
  successRate: number | null;
  p50Ms: number | null;
  p95Ms: number | null;
};

export type VendorReport = Record<CallWindow, Window> & {
  state: VendorState;
  /** Why calls failed in the last 24 hours, the most frequent first. */
  reasons: { reason: string; calls: number }[];
  lastCallAt: number | null;
  lastFailureAt: number | null;
  /** Hour by hour, the earliest first. Epoch milliseconds. */
  hours: { startsAt: number; calls: number; failed: number }[];
};

const windowOf = ({ latencies, ...counts }: CallSummary): Window => ({
  ...counts,
  successRate: counts.calls === 0 ? null : (counts.calls - counts.failed) / counts.calls,
  p50Ms: percentile(latencies, 0.5),
  p95Ms: percentile(latencies, 0.95),
});

const latest = (rows: readonly QuarterCalls[]): number | null =>
  rows.length === 0 ? null : Math.max(...rows.map(({ lastAt }) => lastAt));

const reasonsOf = (failed: readonly QuarterCalls[]): VendorReport['reasons'] => {
  const counts = new Map<string, number>();
  for (const { outcome, calls } of failed) counts.set(outcome, (counts.get(outcome) ?? 0) + calls);
  return [...counts]
    .map(([reason, calls]) => ({ reason, calls }))
    .toSorted((a, b) => b.calls - a.calls || (a.reason < b.reason ? -1 : 1))
    .slice(0, mostReasons);
};

const hoursOf = (rows: readonly QuarterCalls[], now: number): VendorReport['hours'] => {
  const end = minuteOf(now) + 60_000;
  return Array.from({ length: quartersKept / 4 }, (_, index) => {
    const ago = quartersKept / 4 - 1 - index;
    const { calls, failed } = summaryOf(
      rows.filter(({ quarter }) => Math.floor(quarter / 4) === ago),
      quartersKept,
    );
    return { startsAt: end - (ago + 1) * hourMs, calls, failed };
  });
};

/** How one vendor is with one capability, from its calls of the last 24 hours. `now` is epoch milliseconds. */
export const reportOf = (rows: readonly QuarterCalls[], now: number): VendorReport => {
  const failed = rows.filter(({ outcome }) => isFailed(outcome));
  const [quarter, hour, day] = [
    summaryOf(rows, windows.quarter),
    summaryOf(rows, windows.hour),
    summaryOf(rows, windows.day),
  ];
  return {
    state: vendorStateOf({ quarter, hour }),
    quarter: windowOf(quarter),
    hour: windowOf(hour),
    day: windowOf(day),
    reasons: reasonsOf(failed),
    lastCallAt: latest(rows),
    lastFailureAt: latest(failed),
    hours: hoursOf(rows, now),
  };
};
