import { timingSafeEqual } from 'node:crypto';
import type { Hono } from 'hono';
import type { Metrics } from '#api/metrics.ts';
import type { AppEnv } from '#api/variables.ts';
import { AppError } from '#domain/errors.ts';

/** Resolves when the part works, rejects otherwise. Names appear in the answer of `/health/ready`. */
export type ReadinessChecks = Readonly<Record<string, () => Promise<void>>>;

const deadlineMs = 2_000;

const inTime = async (check: () => Promise<void>): Promise<'ok' | 'failing'> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('no answer in time')), deadlineMs);
  try {
    await Promise.race([check(), late]);
    return 'ok';
  } catch {
    return 'failing';
  } finally {
    clearTimeout(timer);
  }
};

const sameText = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** `live`: the process answers. `ready`: everything a booking needs answers within two seconds. */
export const healthRoutes = (
  app: Hono<AppEnv>,
  options: { checks: ReadinessChecks; metrics: Metrics; metricsToken: string },
): void => {
  app.get('/health/live', (c) => {
    c.set('route', '/health/live');
    return c.json({ status: 'ok' }, 200, { 'Cache-Control': 'no-store' });
  });
  app.get('/health/ready', async (c) => {
    c.set('route', '/health/ready');
    const entries = Object.entries(options.checks);
    const states = await Promise.all(entries.map(([, check]) => inTime(check)));
    const checks = Object.fromEntries(entries.map(([name], index) => [name, states[index]]));
    const ready = states.every((state) => state === 'ok');
    return c.json({ status: ready ? 'ok' : 'failing', checks }, ready ? 200 : 503, {
      'Cache-Control': 'no-store',
    });
  });
  app.get('/metrics', async (c) => {
    c.set('route', '/metrics');
    const given = (c.req.header('authorization') ?? '').replace(/^Bearer /i, '');
    if (options.metricsToken !== '' && !sameText(given, options.metricsToken)) {
      throw new AppError('unauthenticated', 'The metrics need their token.');
    }
    const text = await options.metrics.registry.metrics();
    return c.body(text, 200, { 'Content-Type': options.metrics.registry.contentType });
  });
};
