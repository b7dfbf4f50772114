import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { limitKeyOf } from '#api/client-address.ts';
import type { RateLimitRule } from '#api/env.ts';
import type { Metrics } from '#api/metrics.ts';
import type { AppEnv } from '#api/variables.ts';
import { AppError } from '#domain/errors.ts';

const limitNames = [
  'read',
  'slots',
  'hold',
  'book',
  'bookLink',
  'bookEmail',
  'manage',
  'write',
  'signIn',
  'signInAccount',
] as const;
export type LimitName = (typeof limitNames)[number];
export type LimitRules = Readonly<Record<LimitName, RateLimitRule>>;

export type RateLimits = {
  /** Counts one request; sets `RateLimit-*` and throws `rate_limited` with the seconds to wait. */
  consume: (c: Context<AppEnv>, limit: LimitName, key?: string) => Promise<void>;
  /** What was counted came to nothing, or has ended. */
  giveBack: (c: Context<AppEnv>, limit: LimitName, key?: string) => Promise<void>;
};

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** Shows how things stand with the limit that is nearest to its end; one request may count against several. */
const showState = (c: Context<AppEnv>, limit: number, left: number, wait: number): void => {
  if (left >= (c.get('limitLeft') ?? Number.POSITIVE_INFINITY)) return;
  c.set('limitLeft', left);
  c.header('RateLimit-Limit', String(limit));
  c.header('RateLimit-Remaining', String(Math.max(0, left)));
  c.header('RateLimit-Reset', String(wait));
};

const keyOf = (c: Context<AppEnv>, key: string | undefined): string =>
  key === undefined ? limitKeyOf(c.get('address')) : hash(key);

/** Counters of this process, by caller's network unless another key is given. */
export const createRateLimits = (rules: LimitRules, metrics: Metrics): RateLimits => {
  const limiters = new Map(
    limitNames.flatMap((name) => {
      const rule = rules[name];
      if (rule === null) return [];
      return [
        [name, new RateLimiterMemory({ keyPrefix: name, points: rule.requests, duration: rule.seconds })],
      ];
    }),
  );
  return {
    consume: async (c, limit, key) => {
      const limiter = limiters.get(limit);
      if (limiter === undefined) return;
      const spend = async (): Promise<RateLimiterRes> => limiter.consume(keyOf(c, key));
      const state = await spend().catch((error: unknown) => {
        if (error instanceof RateLimiterRes) return error;
        throw error;
      });
      const wait = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
      showState(c, limiter.points, limiter.points - state.consumedPoints, wait);
      if (state.consumedPoints <= limiter.points) return;
      // What was refused has not happened: whoever gives one back may have the next.
      await limiter.reward(keyOf(c, key));
      metrics.rateLimited.inc({ limit });
      throw new AppError('rate_limited', `Too many requests; try again in ${wait} seconds.`, {
        retryAfterSeconds: wait,
      });
    },
    giveBack: async (c, limit, key) => void (await limiters.get(limit)?.reward(keyOf(c, key))),
  };
};
