import { type Failure, failures } from '../failure.ts';
import { isOrdinary, type ProviderFailureReason } from '../provider-failure.ts';
import { addLatencies, type Latencies, noLatencies, percentile } from './latency.ts';

export const vendorStates = ['working', 'slow', 'failing', 'no_calls'] as const;
export type VendorState = (typeof vendorStates)[number];

/** How a call ended: `ok`, or why not in our words. */
export type CallOutcome = 'ok' | Failure;
export const callOutcomes: readonly CallOutcome[] = ['ok', ...failures];

const minuteMs = 60_000;
/** Calls are shown by quarters of an hour, counted backwards from now. */
export const quarterMs = 15 * minuteMs;
export const quartersKept = 96;

/** The minute of a moment; both in epoch milliseconds. */
export const minuteOf = (at: number): number => Math.floor(at / minuteMs) * minuteMs;

/** Calls of one quarter of an hour that ended in the same way; quarter 0 is the one that ends now. */
export type QuarterCalls = {
  quarter: number;
  outcome: CallOutcome;
  calls: number;
  latencies: Latencies;
  lastAt: number;
};

export type CallSummary = {
  calls: number;
  /** What an operator should know of; what happens in the best installation is no failure of the vendor's. */
  failed: number;
  throttled: number;
  latencies: Latencies;
};

/** Whether the outcome speaks against the vendor or the way it is configured. */
export const isFailed = (outcome: CallOutcome): boolean =>
  outcome !== 'ok' && (outcome === 'internal' || !isOrdinary(outcome as ProviderFailureReason));

const throttledReasons: readonly CallOutcome[] = ['throttled', 'quota_exceeded'];

/** The calls of the quarters before `quarters`, together. */
export const summaryOf = (rows: readonly QuarterCalls[], quarters: number): CallSummary =>
  rows
    .filter(({ quarter }) => quarter < quarters)
    .reduce<CallSummary>(
      (sum, { outcome, calls, latencies }) => ({
        calls: sum.calls + calls,
        failed: sum.failed + (isFailed(outcome) ? calls : 0),
        throttled: sum.throttled + (throttledReasons.includes(outcome) ? calls : 0),
        latencies: addLatencies(sum.latencies, latencies),
      }),
      { calls: 0, failed: 0, throttled: 0, latencies: noLatencies() },
    );

/** Fewer calls than these in a quarter say too little: the hour is judged instead. */
export const enoughCalls = 5;
/** A vendor fails when at least every fifth call does, and not only once or twice, */
export const failingShare = 0.2;
export const failingLeast = 3;
/** and it is slow when one call of twenty takes longer than this. */
export const slowMs = 5_000;

/**
 * How a vendor is: judged by the last quarter of an hour or, while that has few calls, by the last hour. Failing: every fifth call or
 * more, three at least, or all there were. Slow: one call of twenty takes longer than five seconds.
 */
export const vendorStateOf = ({
  quarter,
  hour,
}: Readonly<Record<'quarter' | 'hour', CallSummary>>): VendorState => {
  const { calls, failed, latencies } = quarter.calls >= enoughCalls ? quarter : hour;
  if (calls === 0) return 'no_calls';
  if (failed === calls || (failed >= failingLeast && failed >= calls * failingShare)) return 'failing';
  return (percentile(latencies, 0.95) ?? 0) > slowMs ? 'slow' : 'working';
};
