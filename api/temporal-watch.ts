/** The part of a log that is used. */
export type TemporalLog = {
  warn: (fields: { problem: string }, message: string) => void;
  info: (message: string) => void;
};

const everyMs = 30_000;
/** A server that does not answer yet may start just now. */
const unansweredMs = 3_000;

/**
 * Looks whether Temporal has what we need and tells the operator of what it lacks, once for each problem, and of its end. An API answers
 * without it, so nobody else would notice. A server that does not answer is told of by the relay; what it lacks is not known then.
 */
export const createTemporalWatch = (check: () => Promise<string | null>, log: TemporalLog) => {
  let known: string | null = null;
  /** Answers in how many milliseconds another look is worth it. */
  return async (): Promise<number> => {
    try {
      const problem = await check();
      if (problem !== known) {
        known = problem;
        if (problem === null) log.info('Temporal has what followers need again');
        else
          log.warn({ problem }, 'Temporal lacks what followers need: bookings are answered, nothing follows');
      }
      return everyMs;
    } catch {
      return unansweredMs;
    }
  };
};
