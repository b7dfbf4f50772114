/** Fewer than these may go at once: somebody tidied up. */
const fewEvents = 20;
const largePart = 0.3;
const minuteMs = 60_000;

/** A full pass that missed too many events to be believed: they stay until the vendor or their owner has said what holds. */
export type Withheld = {
  /** The last full pass that missed them; what a later pass sees is not among them. */
  pass: number;
  /** Since when, in epoch milliseconds. */
  since: number;
  /** How many events to come are missing, and of how many. */
  missing: number;
  known: number;
  /** How often it has been read again. */
  repeats: number;
  /** When it is read again, in epoch milliseconds; null: with the daily pass. */
  repeatAt: number | null;
  /** Its owner was asked before and wants to keep them: they are not asked again before a day has passed. */
  isKept: boolean;
};

/** Whether a full pass that misses so many of the events to come is more likely wrong than right. */
export const isDoubtful = ({ missing, known }: { missing: number; known: number }): boolean =>
  missing > fewEvents && missing > known * largePart;

const patience = [10 * minuteMs, 60 * minuteMs] as const;
const patienceWhenKept = [24 * 60 * minuteMs] as const;

/**
 * What is known after one more full pass that missed them; one before its time is no repeat. Its owner is asked once it has no
 * `repeatAt` any more.
 */
export const withhold = (
  before: Withheld | null,
  found: { pass: number; missing: number; known: number; now: number },
): Withheld => {
  const { now, ...latest } = found;
  const isEarly = before !== null && before.repeatAt !== null && now < before.repeatAt;
  if (isEarly) return { ...before, ...latest };
  const repeats = before === null ? 0 : before.repeats + 1;
  const isKept = before?.isKept === true;
  const wait = (isKept ? patienceWhenKept : patience)[repeats];
  return {
    ...latest,
    since: before?.since ?? now,
    repeats,
    repeatAt: wait === undefined ? null : now + wait,
    isKept,
  };
};

/** Its owner wants them kept: they are read again at once, and then have a day before the owner is asked again. */
export const keepWithheld = (before: Withheld, now: number): Withheld => ({
  ...before,
  repeats: -1,
  repeatAt: now,
  isKept: true,
});
