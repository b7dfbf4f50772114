/** Wrong tries in a row that cost nothing: people mistype. */
export const freeTries = 5;

const firstWaitMs = 30_000;
const longestWaitMs = 60 * 60_000;

/** How long nothing else is tried after so many wrong tries in a row: from the fifth on twice as long each time, an hour at most. */
export const waitAfter = (failures: number): number =>
  failures < freeTries ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (failures - freeTries));
