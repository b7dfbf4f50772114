import type { Failure } from '#domain/failure.ts';
import { isOrdinary, type ProviderFailureReason } from '#domain/provider-failure.ts';
import type { CallCircumstances, OnProviderCall, ProviderCall } from './observed.ts';

export type Episode = Omit<ProviderCall, 'outcome'> & {
  reason: Failure;
  /** What did not answer as it should, `host:port`, where that is known. */
  server?: string;
  /** What is to be corrected where the vendor refuses us. */
  variables?: readonly string[];
};

/** The part of a log that is used. */
export type WatchLog = {
  warn: (fields: Episode, message: string) => void;
  info: (fields: Episode & { failures: number; seconds: number }, message: string) => void;
};

/** A vendor that works again now and then is still the same episode. */
export const quietMs = 10 * 60_000;

type Open = { episode: Episode; failures: number; firstAt: number; lastAt: number };

const isForOperator = (outcome: ProviderCall['outcome']): outcome is Failure =>
  outcome !== 'ok' && (outcome === 'internal' || !isOrdinary(outcome as ProviderFailureReason));

/**
 * Counts every call and tells the operator of failing vendors without repeating itself: an episode of a vendor and a reason
 * is one warning with its first failure, and one line with the first success ten minutes or more after the last one. What is
 * ordinary is counted only. `now` is in epoch milliseconds; `variablesOf` names those that hold a vendor's credentials.
 */
export const createProviderWatch = (options: {
  count: (call: ProviderCall, took: Pick<CallCircumstances, 'ms'>) => void;
  log: WatchLog;
  now: () => number;
  variablesOf?: (vendor: string) => readonly string[];
}): OnProviderCall => {
  const { count, log, now, variablesOf = () => [] } = options;
  const open = new Map<string, Open>();
  const end = (capability: string, vendor: string): void => {
    for (const [key, { episode, failures, firstAt, lastAt }] of open) {
      if (episode.capability !== capability || episode.vendor !== vendor || now() - lastAt < quietMs)
        continue;
      open.delete(key);
      const seconds = Math.round((lastAt - firstAt) / 1000);
      log.info({ ...episode, failures, seconds }, 'vendor works again');
    }
  };
  return (call, { ms, server }) => {
    const { capability, vendor, outcome } = call;
    count(call, { ms });
    if (outcome === 'ok') end(capability, vendor);
    if (!isForOperator(outcome)) return;
    const key = `${capability}/${vendor}/${outcome}`;
    const known = open.get(key);
    if (known !== undefined) {
      open.set(key, { ...known, failures: known.failures + 1, lastAt: now() });
      return;
    }
    const episode: Episode = {
      capability,
      vendor,
      reason: outcome,
      ...(server === undefined ? {} : { server }),
      ...(outcome === 'credentials_refused' ? { variables: variablesOf(vendor) } : {}),
    };
    open.set(key, { episode, failures: 1, firstAt: now(), lastAt: now() });
    log.warn(episode, 'vendor fails');
  };
};
