import type { BookingWindow } from '#domain/link/types.ts';

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
/** A full pass a day moves the window on and repairs what no increment told. */
export const fullPassEveryMs = 24 * hourMs;

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

const dayMs = 24 * hourMs;

/** Vendors answer for five years at most, the month before today included. */
const furthestReadMs = 1_780 * dayMs;
/** The last bookable day ends later on other clocks, and a slot of it with its buffer a day later still. */
const lastDayMs = 3 * dayMs;
/** For as long as a vendor fails, the days that become bookable meanwhile have been read already. */
const spareMs = 7 * dayMs;

/** Up to where a calendar has to be read for everything that is bookable through `windows`. Epoch milliseconds. */
export const neededUntil = (windows: readonly BookingWindow[], now: number): number => {
  const ends = windows.map((window) =>
    window.kind === 'rolling' ? now + window.days * dayMs : Date.parse(`${window.to}T00:00:00Z`),
  );
  return Math.min(Math.max(now, ...ends) + lastDayMs, now + furthestReadMs);
};

/** What a full pass reads: from a month back to a year ahead [SYN-3], further where links can be booked further ahead. */
export const readWindow = (windows: readonly BookingWindow[], now: number): { from: number; to: number } => ({
  from: now - 30 * dayMs,
  to: Math.max(now + 366 * dayMs, neededUntil(windows, now) + spareMs),
});

/** A calendar is behind once three polls have come and gone. */
export const behindAfterMs = 3 * pollEveryMs;
