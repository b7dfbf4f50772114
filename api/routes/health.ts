import { timingSafeEqual } from 'node:crypto';
import type { Hono } from 'hono';
import type { Metrics } from '#api/metrics.ts';
import type { AppEnv } from '#api/variables.ts';
import { AppError } from '#domain/errors.ts';

/**
 * Resolves with null when the part works, with a sentence for the operator when it is known what it lacks, and rejects
 * otherwise. Names and sentences appear in the answer of `/health/ready`.
 */
export type ReadinessChecks = Readonly<Record<string, () => Promise<string | null>>>;

type State = { state: 'ok' | 'failing'; reason: string | null };
type States = Readonly<Record<string, State>>;

const deadlineMs = 2_000;

const inTime = async (check: () => Promise<string | null>): Promise<State> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('no answer in time')), deadlineMs);
  try {
    const reason = await Promise.race([check(), late]);
    return { state: reason === null ? 'ok' : 'failing', reason };
  } catch {
    return { state: 'failing', reason: null };
  } finally {
    clearTimeout(timer);
  }
};

const sameText = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const statesOf = async (checks: ReadinessChecks): Promise<States> => {
  const entries = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await inTime(check)] as const),
  );
  return Object.fromEntries(entries);
};

const areOk = (states: States): boolean => Object.values(states).every(({ state }) => state === 'ok');

const bodyOf = (status: string, states: States) => {
  const parts = Object.entries(states);
  const reasons = parts.flatMap(([name, { reason }]) => (reason === null ? [] : [[name, reason]]));
  return {
    status,
    checks: Object.fromEntries(parts.map(([name, { state }]) => [name, state])),
    ...(reasons.length === 0 ? {} : { reasons: Object.fromEntries(reasons) }),
  };
};

/**
 * `live`: the process answers. `ready`: 200 when requests can be answered (everything in `needed` answers within two
 * seconds), with status `behind` while what follows from them (mails, calendars) has to wait; 503 otherwise. `reasons` says
 * of a part what it lacks, where that is known.
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
    const body = bodyOf(status, { ...needed, ...following });
    return c.json(body, status === 'failing' ? 503 : 200, { 'Cache-Control': 'no-store' });
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
