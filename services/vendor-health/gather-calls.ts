import type { Database } from '#db/client.ts';
import { type CallOutcome, minuteOf } from '#domain/vendor-health/health.ts';
import { addLatencies, latencyClassOf, noLatencies } from '#domain/vendor-health/latency.ts';
import type { VendorCapability } from '#domain/vendors.ts';
import type { Logger } from '#services/log.ts';
import { addCalls, type CallCount } from './add-calls.ts';

const usualEveryMs = 10_000;
/** A database that is away for long does not fill the memory: the oldest counts go first. */
const usualMost = 2_000;

type Call = { capability: VendorCapability; vendor: string; outcome: CallOutcome };

export type CallGatherer = {
  /** Nothing waits for it, and it does not fail. */
  count: (call: Call, took: { ms: number }) => void;
  /** Writes what has been gathered; what cannot be written stays for the next time. */
  flush: () => Promise<void>;
  /** Writes the rest and gathers no more. */
  close: () => Promise<void>;
};

const added = (one: CallCount, other: CallCount): CallCount => ({
  ...one,
  calls: one.calls + other.calls,
  latencies: addLatencies(one.latencies, other.latencies),
  lastAt: Math.max(one.lastAt, other.lastAt),
});

/**
 * Counts calls to vendors in memory and has the counts written every few seconds: a call costs no statement. A process that is
 * killed loses what it has gathered since. `now` is in epoch milliseconds; `onFailure` is told when writing begins to fail, and null
 * when it works again.
 */
export const gatherCalls = (options: {
  write: (counts: readonly CallCount[]) => Promise<void>;
  now: () => number;
  onFailure: (error: unknown) => void;
  everyMs?: number;
  most?: number;
}): CallGatherer => {
  const { write, now, onFailure, everyMs = usualEveryMs, most = usualMost } = options;
  let gathered = new Map<string, CallCount>();
  let underWay: Promise<void> | null = null;
  let isFailing = false;

  const keep = (count: CallCount): void => {
    const key = `${count.minute}/${count.vendor}/${count.capability}/${count.outcome}`;
    const known = gathered.get(key);
    gathered.set(key, known === undefined ? count : added(known, count));
    if (gathered.size <= most) return;
    const [oldest] = gathered.keys();
    if (oldest !== undefined) gathered.delete(oldest);
  };

  const writeAll = async (): Promise<void> => {
    const counts = [...gathered.values()];
    if (counts.length === 0) return;
    gathered = new Map();
    try {
      await write(counts);
      if (isFailing) onFailure(null);
      isFailing = false;
    } catch (error) {
      const since = [...gathered.values()];
      gathered = new Map();
      for (const count of [...counts, ...since]) keep(count);
      if (!isFailing) onFailure(error);
      isFailing = true;
    }
  };

  const flush = (): Promise<void> => {
    underWay ??= writeAll().finally(() => {
      underWay = null;
    });
    return underWay;
  };
  const timer = setInterval(() => void flush(), everyMs);
  timer.unref();
  return {
    count: ({ capability, vendor, outcome }, { ms }) => {
      const at = now();
      const latencies = noLatencies();
      latencies[latencyClassOf(ms)] = 1;
      keep({ minute: minuteOf(at), vendor, capability, outcome, calls: 1, latencies, lastAt: at });
    },
    flush,
    close: async () => {
      clearInterval(timer);
      // One that began earlier does not have the newest.
      await flush();
      await flush();
    },
  };
};

/** What counts the calls of this process to vendors, as operators are shown them. */
export const countCalls = (db: Database, log: Logger): CallGatherer =>
  gatherCalls({
    write: (counts) => addCalls(db, counts),
    now: Date.now,
    onFailure: (error) =>
      error === null
        ? log.info('calls to vendors are counted again')
        : log.warn({ err: error }, 'counts of calls to vendors are written later'),
  });
