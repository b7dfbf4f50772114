import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/workflow';

/** What a failed activity tells its workflow: a stable type and, when the vendor named one, a time to wait. */
export type FailedActivity = { type: string; retryAfterMs: number | null };

const retryAfterOf = (details: unknown): number | null => {
  const first: unknown = Array.isArray(details) ? details[0] : undefined;
  if (typeof first !== 'object' || first === null || !('retryAfterSeconds' in first)) return null;
  return typeof first.retryAfterSeconds === 'number' ? first.retryAfterSeconds * 1000 : null;
};

/** Why an activity failed, as its workflow may know it. */
export const failureOf = (error: unknown): FailedActivity => {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure)
    return { type: cause.type ?? 'internal', retryAfterMs: retryAfterOf(cause.details) };
  if (cause instanceof TimeoutFailure) return { type: 'timeout', retryAfterMs: null };
  return { type: 'internal', retryAfterMs: null };
};
