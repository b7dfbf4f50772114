import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/**
 * Linux may share the processors among sessions first (autogroup); niceness then counts only within one, so the session
 * itself has to be nice too. Does nothing where there is no such thing. Source: sched(7), "The autogroup feature".
 */
export const makeSessionNice = (pid: number | 'self', niceness: number): void => {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(niceness));
  } catch {
    // Another system, or one without the feature.
  }
};

/** Lets this process, and the threads it starts from now on, give way to others: 0 not at all, 19 the most. */
export const giveWay = (niceness: number): void => {
  if (niceness === 0) return;
  setPriority(niceness);
  makeSessionNice('self', niceness);
};
