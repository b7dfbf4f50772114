import { Hono } from 'hono';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createMetrics } from '#api/metrics.ts';
import type { AppEnv } from '#api/variables.ts';
import { AppError } from '#domain/errors.ts';
import { createRateLimits, type LimitName, type LimitRules } from './rate-limit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const guess = (limit: LimitName) => {
  const rule = { requests: 5, seconds: 900 };
  const rules: LimitRules = {
    read: null,
    slots: null,
    hold: null,
    book: null,
    bookLink: null,
    bookEmail: null,
    data: null,
    dataEmail: null,
    manage: null,
    write: rule,
    signIn: null,
    signInAccount: rule,
  };
  const limits = createRateLimits(rules, createMetrics({ processMetrics: false }));
  const app = new Hono<AppEnv>();
  app.get('/:account', async (c) => {
    await limits.consume(c, limit, c.req.param('account'));
    return c.text('');
  });
  app.onError((error, c) => c.text(String(error instanceof AppError ? error.retryAfterSeconds : error), 429));
  return async (account = 'linh'): Promise<string> => (await app.request(`/${account}`)).text();
};

/** Guesses until it has to wait, and does; answers for how long, in seconds. */
const waitOut = async (one: () => Promise<string>): Promise<number> => {
  let answer = '';
  while (answer === '') answer = await one();
  vi.advanceTimersByTime(Number(answer) * 1_000);
  return Number(answer);
};

it('whoever goes on guessing waits twice as long each time, an hour at most', async () => {
  const one = guess('signInAccount');
  const waits = [];
  for (let times = 0; times < 5; times += 1) waits.push(await waitOut(one));
  expect(waits).toEqual([900, 1_800, 3_600, 3_600, 3_600]);
});

it('five tries are free each time, those that are refused cost nothing more, and no other account waits', async () => {
  const one = guess('signInAccount');
  const answers = [];
  for (let tries = 0; tries < 8; tries += 1) answers.push(await one());
  expect(answers).toEqual(['', '', '', '', '', '900', '900', '900']);
  expect(await one('an')).toBe('');
  vi.advanceTimersByTime(900_000);
  expect(await one()).toBe('');
});

it('a day without guessing makes it short again', async () => {
  const one = guess('signInAccount');
  await waitOut(one);
  vi.advanceTimersByTime(25 * 3_600_000);
  expect(await waitOut(one)).toBe(900);
});

it('limits of use do not grow', async () => {
  const one = guess('write');
  expect([await waitOut(one), await waitOut(one)]).toEqual([900, 900]);
});
