/**
 * Runs local activities of one workflow one after another. Side by side they end in another order when the workflow is replayed
 * than they did at first, and what followed from that order does not fit its history any more
 * (https://github.com/temporalio/sdk-python/issues/1578).
 */
export const createLine = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let isBusy = false;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (isBusy) await new Promise<void>((begin) => waiting.push(begin));
    isBusy = true;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) isBusy = false;
      else next();
    }
  };
};
