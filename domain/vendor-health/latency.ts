/** Upper ends of the classes that calls are counted in by how long they took, in milliseconds; one class more is open upwards. */
export const latencyBounds = [50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000] as const;
export const latencyClasses = latencyBounds.length + 1;

/** How many calls fell into each class. */
export type Latencies = readonly number[];

export const noLatencies = (): number[] => Array.from({ length: latencyClasses }, () => 0);

/** The class of a call that took so long; its upper end belongs to it. */
export const latencyClassOf = (ms: number): number => {
  const found = latencyBounds.findIndex((bound) => ms <= bound);
  return found === -1 ? latencyBounds.length : found;
};

export const addLatencies = (one: Latencies, other: Latencies): number[] =>
  noLatencies().map((_, index) => (one[index] ?? 0) + (other[index] ?? 0));

/**
 * The time within which this share of the calls ended, in milliseconds, as near as the classes tell: within a class calls are taken
 * to lie evenly. In the open class it is that class's lower end, so the true time may be longer. Null without calls.
 */
export const percentile = (latencies: Latencies, share: number): number | null => {
  const calls = latencies.reduce((sum, count) => sum + count, 0);
  if (calls === 0) return null;
  const rank = Math.max(1, Math.ceil(share * calls));
  let before = 0;
  for (const [index, count] of latencies.entries()) {
    if (before + count < rank) {
      before += count;
      continue;
    }
    const from = latencyBounds[index - 1] ?? 0;
    const to = latencyBounds[index] ?? from;
    return Math.round(from + ((to - from) * (rank - before)) / count);
  }
  return null;
};
