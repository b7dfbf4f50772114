const minuteMs = 60_000;

/** Waits between the tries of a vendor that keeps failing, in milliseconds; the last one repeats. */
const waitsMs = [2_000, 10_000, 30_000, minuteMs, 5 * minuteMs, 15 * minuteMs, 60 * minuteMs] as const;

/** After this long without success a vendor is no longer tried by itself. */
export const patienceMs = 7 * 24 * 60 * minuteMs;

/** When a vendor is tried next after its nth failure (from 1), as late as it asked for; null when patience has ended. */
export const nextTryAt = (input: {
  now: number;
  failures: number;
  failingSince: number;
  retryAfterSeconds?: number | undefined;
}): number | null => {
  const wait = waitsMs[Math.min(Math.max(input.failures, 1), waitsMs.length) - 1] ?? 60 * minuteMs;
  const at = input.now + Math.max(wait, (input.retryAfterSeconds ?? 0) * 1000);
  return at - input.failingSince > patienceMs ? null : at;
};
