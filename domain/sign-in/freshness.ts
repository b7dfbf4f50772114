/** For how long somebody counts as having just shown that it is them, in minutes. */
export const freshMinutes = 10;

/** Whether a sign-in was confirmed so lately that it may do what needs that. Epoch milliseconds; null: never. */
export const isFresh = (confirmedAt: number | null, now: number): boolean =>
  confirmedAt !== null && now < confirmedAt + freshMinutes * 60_000;
