import { AppError } from '#domain/errors.ts';
import type { AlternativeView } from '#services/availability/find-slots.ts';

const shownForMs = 2_000;
const mostKept = 500;

/** `until`: set once they are found. */
type Kept = { found: Promise<AlternativeView[]>; until: number | null };
const kept = new Map<string, Kept>();

/** A refusal waits this long for alternatives, and then stands alone. */
const patienceMs = 1_000;

/**
 * Computes the alternatives of a link and time once at a time: everybody who is refused meanwhile, or within two seconds
 * after, gets the same. `key` names tenant, link, time and zone.
 */
export const sharedAlternatives = (
  key: string,
  now: () => number,
  find: () => Promise<AlternativeView[]>,
): Promise<AlternativeView[]> => {
  const known = kept.get(key);
  if (known !== undefined && (known.until === null || known.until > now())) return known.found;
  if (kept.size >= mostKept) kept.clear();
  const fresh: Kept = { found: find(), until: null };
  kept.set(key, fresh);
  fresh.found.then(
    () => {
      fresh.until = now() + shownForMs;
    },
    () => kept.delete(key),
  );
  return fresh.found;
};

const inTime = async (finding: Promise<AlternativeView[]>): Promise<AlternativeView[]> => {
  const { promise: late, resolve } = Promise.withResolvers<AlternativeView[]>();
  const timer = setTimeout(() => resolve([]), patienceMs);
  try {
    return await Promise.race([finding, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Adds times to choose from to a `slot_taken` or `slot_held`; if none can be found the refusal stands alone. */
export const withAlternatives = async <Result>(
  attempt: Promise<Result>,
  suggest: () => Promise<AlternativeView[]>,
): Promise<Result> => {
  try {
    return await attempt;
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'slot_taken' && error.code !== 'slot_held'))
      throw error;
    const { code, message, retryAfterSeconds } = error;
    const alternatives = await inTime(suggest()).catch(() => []);
    throw new AppError(code, message, {
      extra: { alternatives },
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      cause: error,
    });
  }
};
