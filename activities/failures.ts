import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { AppError } from '#domain/errors.ts';
import { ProviderFailure, type ProviderFailureKind } from '#domain/provider-failure.ts';

/** Worth another try right away; the rest waits for the workflow, the owner or a person. */
const retryableKinds: readonly ProviderFailureKind[] = ['throttled', 'unavailable'];

/**
 * What leaves an activity: a stable type (our error code, or `provider_<kind>`), no message of anybody else (it might
 * quote personal data), Retry-After both for the server's next try and for the workflow.
 */
export const toFailure = (error: unknown): ApplicationFailure => {
  if (error instanceof ApplicationFailure) return error;
  if (error instanceof ProviderFailure) {
    const { retryAfterSeconds } = error;
    return ApplicationFailure.create({
      message: error.message,
      type: `provider_${error.kind}`,
      nonRetryable: !retryableKinds.includes(error.kind) || (retryAfterSeconds ?? 0) > 30,
      details: [retryAfterSeconds === undefined ? {} : { retryAfterSeconds }],
      ...(retryAfterSeconds === undefined ? {} : { nextRetryDelay: retryAfterSeconds * 1000 }),
      category: ApplicationFailureCategory.BENIGN,
    });
  }
  if (error instanceof AppError)
    return ApplicationFailure.create({
      message: error.code,
      type: error.code,
      nonRetryable: error.code !== 'temporarily_unavailable',
    });
  return ApplicationFailure.create({
    message: errorName(error),
    type: errorName(error),
    nonRetryable: false,
  });
};

const errorName = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? `${error.name} ${code}` : error.name;
};

type AnyActivity = (input: never) => Promise<unknown>;

/** Wraps every activity so that only ApplicationFailure leaves it; `onUnexpected` sees the original for the log. */
export const mapFailures = <Activities extends Record<string, AnyActivity>>(
  activities: Activities,
  onUnexpected: (name: string, error: unknown) => void,
): Activities => {
  const wrapped = Object.entries(activities).map(([name, activity]) => [
    name,
    async (input: never) => {
      try {
        return await activity(input);
      } catch (error) {
        if (!(error instanceof ProviderFailure) && !(error instanceof AppError)) onUnexpected(name, error);
        throw toFailure(error);
      }
    },
  ]);
  return Object.fromEntries(wrapped) as Activities;
};
