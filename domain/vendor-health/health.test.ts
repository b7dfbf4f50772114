import { describe, expect, test } from 'vitest';
import {
  type CallOutcome,
  isFailed,
  type QuarterCalls,
  summaryOf,
  type VendorState,
  vendorStateOf,
} from './health.ts';
import { latencyClassOf, noLatencies } from './latency.ts';

const took = (calls: number, ms: number): number[] => {
  const latencies = noLatencies();
  latencies[latencyClassOf(ms)] = calls;
  return latencies;
};
const ended = (outcome: CallOutcome, calls: number, { quarter = 0, ms = 80 } = {}): QuarterCalls => ({
  quarter,
  outcome,
  calls,
  latencies: took(calls, ms),
  lastAt: 0,
});
const stateOf = (rows: readonly QuarterCalls[]): VendorState =>
  vendorStateOf({ quarter: summaryOf(rows, 1), hour: summaryOf(rows, 4) });

describe('how a vendor is', () => {
  test.each<[words: string, state: VendorState, rows: QuarterCalls[]]>([
    ['nobody has asked it', 'no_calls', []],
    ['it was asked longer ago than an hour', 'no_calls', [ended('ok', 50, { quarter: 4 })]],
    ['all calls succeed', 'working', [ended('ok', 50)]],
    ['one call has failed among few', 'working', [ended('ok', 4), ended('timeout', 1)]],
    ['two of ten have failed', 'working', [ended('ok', 8), ended('timeout', 2)]],
    ['every fifth call fails', 'failing', [ended('ok', 12), ended('timeout', 3)]],
    ['fewer than every fifth call fail', 'working', [ended('ok', 13), ended('timeout', 3)]],
    ['the only call has failed', 'failing', [ended('unreachable', 1)]],
    ['it slows us down', 'failing', [ended('ok', 5), ended('throttled', 5)]],
    ['a fault of ours ends its calls', 'failing', [ended('ok', 1), ended('internal', 9)]],
    ['guests give addresses that nobody has', 'working', [ended('recipient_refused', 20)]],
    ['it failed before and works now', 'working', [ended('ok', 5), ended('timeout', 20, { quarter: 1 })]],
    ['few calls now: the hour is judged', 'failing', [ended('ok', 4), ended('timeout', 20, { quarter: 3 })]],
    ['one call of twenty takes long', 'slow', [ended('ok', 18, { ms: 100 }), ended('ok', 2, { ms: 9_000 })]],
    [
      'fewer than one call of twenty take long',
      'working',
      [ended('ok', 39, { ms: 100 }), ended('ok', 1, { ms: 9_000 })],
    ],
    ['it is slow and fails', 'failing', [ended('timeout', 9, { ms: 30_000 })]],
  ])('%s: %s', (_, state, rows) => {
    expect(stateOf(rows)).toBe(state);
  });

  test('what happens in the best installation is counted as a call and not as a failure', () => {
    expect(isFailed('ok')).toBe(false);
    const rows = [ended('ok', 2), ended('missing', 3), ended('quota_exceeded', 4), ended('timeout', 5)];
    expect(summaryOf(rows, 1)).toMatchObject({ calls: 14, failed: 9, throttled: 4 });
  });
});
