/** What is left of a hold. */

export const remainingSeconds = (until: string, nowMs: number): number =>
  Math.max(0, Math.floor((Date.parse(until) - nowMs) / 1000));

/** "9:05". */
export const formatRemaining = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

const announcedMinutes = [5, 2, 1] as const;

/** The minute mark (5, 2 or 1) that was crossed between two looks at the clock, if any; a screen reader hears no more. */
export const crossedMinute = (before: number, after: number): 5 | 2 | 1 | null =>
  announcedMinutes
    .toReversed()
    .find((minutes) => before > minutes * 60 && after <= minutes * 60 && after > 0) ?? null;
