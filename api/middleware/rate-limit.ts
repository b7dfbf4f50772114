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
  'data',
  'dataEmail',
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

/** Limits of guessing: each time one is used up within a day, it lasts twice as long, an hour at most. */
const growing: ReadonlySet<LimitName> = new Set(['signInAccount']);
const longestSeconds = 60 * 60;
const strikesForgottenSeconds = 24 * 60 * 60;

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
  const strikes = new RateLimiterMemory({
    keyPrefix: 'strikes',
    points: Number.MAX_SAFE_INTEGER,
    duration: strikesForgottenSeconds,
  });
  /** The limit has just been used up; answers how long it lasts now. */
  const strike = async (limiter: RateLimiterMemory, key: string): Promise<RateLimiterRes> => {
    const { consumedPoints: times } = await strikes.consume(key);
    const seconds = Math.max(limiter.duration, Math.min(longestSeconds, limiter.duration * 2 ** (times - 1)));
    return limiter.block(key, seconds);
  };
  return {
    consume: async (c, limit, key) => {
      const limiter = limiters.get(limit);
      if (limiter === undefined) return;
      const spend = async (): Promise<RateLimiterRes> => limiter.consume(keyOf(c, key));
      const state = await spend().catch((error: unknown) => {
        if (error instanceof RateLimiterRes) return error;
        throw error;
      });
      const isStrike = growing.has(limit) && state.consumedPoints === limiter.points + 1;
      const { msBeforeNext } = isStrike ? await strike(limiter, keyOf(c, key)) : state;
      const wait = Math.max(1, Math.ceil(msBeforeNext / 1000));
      showState(c, limiter.points, limiter.points - state.consumedPoints, wait);
      if (state.consumedPoints <= limiter.points) return;
      // What was refused has not happened: whoever gives one back may have the next.
      if (!isStrike) await limiter.reward(keyOf(c, key));
      metrics.rateLimited.inc({ limit });
      throw new AppError('rate_limited', `Too many requests; try again in ${wait} seconds.`, {
        retryAfterSeconds: wait,
      });
    },
    giveBack: async (c, limit, key) => void (await limiters.get(limit)?.reward(keyOf(c, key))),
  };
};
