const hourMs = 60 * 60_000;

/**
 * When to replace a push channel: a day before it ends, earlier when the vendor granted less, with jitter so that not
 * all channels of an installation are renewed at once; never a hot loop. `jitter` is in [0, 1). Milliseconds.
 */
export const renewChannelAt = (input: {
  now: number;
  expiresAt: number;
  granted: number;
  jitter: number;
}): number => {
  const margin = Math.min(24 * hourMs, input.granted * 0.5);
  const spread = Math.min(2 * hourMs, input.granted * 0.05);
  const earliest = input.now + Math.max(60_000, input.granted * 0.1);
  return Math.max(earliest, input.expiresAt - margin - input.jitter * spread);
};

/** Polling finds whatever a lost hint missed [SYN-5]. */
export const pollEveryMs = 5 * 60_000;
/** A full pass a week moves the window on and repairs what no increment told. */
export const fullPassEveryMs = 7 * 24 * hourMs;

const backoffMs = [5_000, 15_000, 60_000, 5 * 60_000, 15 * 60_000] as const;
/** Wait before the next try after so many failures in a row. */
export const syncBackoffMs = (failures: number): number =>
  backoffMs[Math.min(Math.max(failures, 1), backoffMs.length) - 1] ?? 60_000;

/** A calendar that may not be read (any more) is asked for again after this long: only its owner can change that. */
export const refusedAgainAfterMs = 24 * hourMs;
/** While access is lost nothing is asked of the vendor; this often Postgres is asked whether it was given again. */
export const askAgainEveryMs = 60 * 60_000;
/** Hints cut a wait after a failure short, but not before this: a failing vendor is not asked without pause. */
export const earliestRetryMs = 60_000;
/** How long a vendor that fails is asked to close channels and to take the access back before it is left alone. */
export const disconnectPatienceMs = 60 * 60_000;

/** Events from a month back to a year ahead [SYN-3]. */
export const syncWindow = (now: number): { from: number; to: number } => ({
  from: now - 30 * 24 * hourMs,
  to: now + 366 * 24 * hourMs,
});
