/** For how long somebody counts as having just shown that it is them, in minutes. */
export const freshMinutes = 10;

/** Whether a sign-in was confirmed so lately that it may do what needs that. Epoch milliseconds. */
export const isFresh = (confirmedAt: number, now: number): boolean =>
  now < confirmedAt + freshMinutes * 60_000;
