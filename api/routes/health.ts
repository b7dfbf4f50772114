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

const statesOf = async (checks: ReadinessChecks): Promise<Record<string, 'ok' | 'failing'>> => {
  const entries = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await inTime(check)] as const),
  );
  return Object.fromEntries(entries);
};

const areOk = (states: Record<string, 'ok' | 'failing'>): boolean =>
  Object.values(states).every((state) => state === 'ok');

/**
 * `live`: the process answers. `ready`: 200 when requests can be answered (everything in `needed` answers within two
 * seconds), with status `behind` while what follows from them (mails, calendars) has to wait; 503 otherwise.
 */
export const healthRoutes = (
  app: Hono<AppEnv>,
  options: {
    needed: ReadinessChecks;
    following: ReadinessChecks;
    metrics: Metrics;
    /** Brings gauges that are read from the database up to date. */
    refreshMetrics: () => Promise<void>;
    metricsToken: string;
  },
): void => {
  app.get('/health/live', (c) => {
    c.set('route', '/health/live');
    return c.json({ status: 'ok' }, 200, { 'Cache-Control': 'no-store' });
  });
  app.get('/health/ready', async (c) => {
    c.set('route', '/health/ready');
    const [needed, following] = await Promise.all([statesOf(options.needed), statesOf(options.following)]);
    const status = !areOk(needed) ? 'failing' : areOk(following) ? 'ok' : 'behind';
    const checks = { ...needed, ...following };
    return c.json({ status, checks }, status === 'failing' ? 503 : 200, { 'Cache-Control': 'no-store' });
  });
  app.get('/metrics', async (c) => {
    c.set('route', '/metrics');
    const given = (c.req.header('authorization') ?? '').replace(/^Bearer /i, '');
    if (options.metricsToken !== '' && !sameText(given, options.metricsToken)) {
      throw new AppError('unauthenticated', 'The metrics need their token.');
    }
    // Without the database the other figures are wanted all the more.
    await options.refreshMetrics().catch(() => undefined);
    const text = await options.metrics.registry.metrics();
    return c.body(text, 200, { 'Content-Type': options.metrics.registry.contentType });
  });
};
