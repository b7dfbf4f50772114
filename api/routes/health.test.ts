import { Hono } from 'hono';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createMetrics } from '#api/metrics.ts';
import type { AppEnv } from '#api/variables.ts';
import { healthRoutes, type ReadinessChecks } from './health.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const ok: ReadinessChecks[string] = async () => null;
const silent: ReadinessChecks[string] = () => new Promise(() => undefined);

const open = (checks: { needed: ReadinessChecks; following: ReadinessChecks }) => {
  const app = new Hono<AppEnv>();
  const metrics = createMetrics({ processMetrics: false });
  healthRoutes(app, { ...checks, metrics, refreshMetrics: async () => undefined, metricsToken: '' });
  return app;
};

it.each([
  ['needed for an answer', { needed: { a: silent }, following: { b: ok } }, 503, 'failing'],
  ['that only follows', { needed: { a: ok }, following: { b: silent } }, 200, 'behind'],
] as const)('a part %s that stays silent is waited for two seconds', async (_, checks, status, said) => {
  const answers: Response[] = [];
  void Promise.resolve(open(checks).request('/health/ready')).then((answer) => answers.push(answer));
  await vi.advanceTimersByTimeAsync(1_999);
  expect(answers).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(answers.map((answer) => answer.status)).toEqual([status]);
  expect(await answers[0]?.json()).toMatchObject({ status: said });
});
