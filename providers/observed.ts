import { type Failure, failureOf } from '#domain/failure.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { Manifest } from './manifest.ts';

/** How one call to a vendor ended: `ok`, or why not in our words. */
export type ProviderCall = {
  capability: Manifest['capability'];
  /** `none` while no vendor is configured. */
  vendor: string;
  outcome: 'ok' | Failure;
};

/** `ms`: how long it took. `server`: what was asked when it failed, `host:port`, where that is known. */
export type CallCircumstances = { ms: number; server?: string | undefined };

export type OnProviderCall = (call: ProviderCall, circumstances: CallCircumstances) => void;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * The same provider, whose every asynchronous call is told to `onCall` once it has ended; what it opens (a client of an
 * account) is observed as well. Answers and failures pass through unchanged.
 */
export const observed = <Target extends object>(
  target: Target,
  of: Pick<ProviderCall, 'capability' | 'vendor'>,
  onCall: OnProviderCall,
): Target => {
  const seen = (result: unknown, startedAt: number): unknown => {
    if (result instanceof Promise)
      return result.then(
        (answer: unknown) => {
          onCall({ ...of, outcome: 'ok' }, { ms: performance.now() - startedAt });
          return answer;
        },
        (error: unknown) => {
          const server = error instanceof ProviderFailure ? error.server : undefined;
          onCall({ ...of, outcome: failureOf(error) }, { ms: performance.now() - startedAt, server });
          throw error;
        },
      );
    return isObject(result) ? observed(result, of, onCall) : result;
  };
  return new Proxy(target, {
    get: (object, key) => {
      const value: unknown = Reflect.get(object, key);
      if (typeof value === 'function')
        return (...args: unknown[]) => {
          const startedAt = performance.now();
          return seen(Reflect.apply(value, object, args), startedAt);
        };
      return isObject(value) ? observed(value, of, onCall) : value;
    },
  });
};
