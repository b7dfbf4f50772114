import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = {
  registry: Registry;
  httpSeconds: Histogram<'method' | 'route' | 'status'>;
  /** Answers to booking writes, by operation and outcome (`ok` or the problem's code). */
  bookingRequests: Counter<'operation' | 'outcome'>;
  rateLimited: Counter<'limit'>;
  webhooks: Counter<'capability' | 'vendor' | 'outcome'>;
  streams: Gauge;
  /** How many followers have not looked in time, and for how long the longest. */
  followersBehind: Gauge;
  followersBehindSeconds: Gauge;
  /** Calls to vendors by how they ended: `ok`, or a reason of `domain/failure.ts`. */
  providerCalls: Counter<'capability' | 'vendor' | 'outcome'>;
  /** What fails or was given up, over all tenants. */
  attention: Gauge<'kind' | 'failure'>;
  /** What is due and not done, over all tenants, and for how long the longest. */
  owed: Gauge<'kind'>;
  owedSeconds: Gauge<'kind'>;
  /** Of each table that is swept: rows that wait for their time, age of the oldest, what was swept so far, age of the last sweep. */
  retainedRows: Gauge<'table'>;
  retainedSeconds: Gauge<'table'>;
  sweptRows: Gauge<'table'>;
  sweepAgeSeconds: Gauge<'table'>;
  /** Payloads on the database's channel of changes that were no announcement. */
  ignoredAnnouncements: Counter;
};

const retentionGauges = (registers: Registry[]) => ({
  retainedRows: new Gauge({
    name: 'everslot_retained_rows',
    help: 'Rows that are kept for a while, at the last sweep of their table',
    labelNames: ['table'],
    registers,
  }),
  retainedSeconds: new Gauge({
    name: 'everslot_retained_oldest_seconds',
    help: 'Age of the oldest of them',
    labelNames: ['table'],
    registers,
  }),
  sweptRows: new Gauge({
    name: 'everslot_swept_rows',
    help: 'Rows that were removed, or lost what was personal in them, so far',
    labelNames: ['table'],
    registers,
  }),
  sweepAgeSeconds: new Gauge({
    name: 'everslot_sweep_age_seconds',
    help: 'How long ago a table was last gone through',
    labelNames: ['table'],
    registers,
  }),
});

/** Route patterns only, never paths: the number of series is bounded and no token gets into a label. */
export const createMetrics = (options: { processMetrics: boolean }): Metrics => {
  const registry = new Registry();
  if (options.processMetrics) collectDefaultMetrics({ register: registry, prefix: 'everslot_api_' });
  const registers = [registry];
  return {
    registry,
    httpSeconds: new Histogram({
      name: 'everslot_http_request_duration_seconds',
      help: 'Time from request to answer by route pattern',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    bookingRequests: new Counter({
      name: 'everslot_booking_requests_total',
      help: 'Booking writes by operation and outcome',
      labelNames: ['operation', 'outcome'],
      registers,
    }),
    rateLimited: new Counter({
      name: 'everslot_rate_limited_total',
      help: 'Requests refused by a rate limit',
      labelNames: ['limit'],
      registers,
    }),
    webhooks: new Counter({
      name: 'everslot_webhooks_total',
      help: 'Incoming notifications by capability, vendor and outcome',
      labelNames: ['capability', 'vendor', 'outcome'],
      registers,
    }),
    streams: new Gauge({ name: 'everslot_streams', help: 'Open event streams', registers }),
    followersBehind: new Gauge({
      name: 'everslot_followers_behind',
      help: 'Bookings, calendars and notifications whose workflow has not looked in time',
      registers,
    }),
    followersBehindSeconds: new Gauge({
      name: 'everslot_followers_behind_seconds',
      help: 'How long ago the longest overdue of them was due',
      registers,
    }),
    providerCalls: new Counter({
      name: 'everslot_provider_calls_total',
      help: 'Calls to vendors by how they ended',
      labelNames: ['capability', 'vendor', 'outcome'],
      registers,
    }),
    attention: new Gauge({
      name: 'everslot_attention',
      help: 'Effects, notifications and deliveries that fail or were given up',
      labelNames: ['kind', 'failure'],
      registers,
    }),
    owed: new Gauge({
      name: 'everslot_owed',
      help: 'Effects and notifications that are due and not done',
      labelNames: ['kind'],
      registers,
    }),
    owedSeconds: new Gauge({
      name: 'everslot_owed_seconds',
      help: 'For how long the longest of them is owed',
      labelNames: ['kind'],
      registers,
    }),
    ...retentionGauges(registers),
    ignoredAnnouncements: new Counter({
      name: 'everslot_ignored_announcements_total',
      help: 'Notifications on the channel of changes that could not be read',
      registers,
    }),
  };
};

type Figure = {
  kind: string;
  failure: string | null;
  attention: number;
  owed: number;
  owedSince: number | null;
};

/** Brings the gauges of what is owed and failing to these figures; a kind or a failure that has none any more shows 0 or goes. */
export const showFigures = (
  { attention, owed, owedSeconds }: Metrics,
  figures: readonly Figure[],
  now: number,
): void => {
  attention.reset();
  for (const kind of ['effect', 'notification']) {
    const ofKind = figures.filter((figure) => figure.kind === kind);
    const since = Math.min(now, ...ofKind.flatMap(({ owedSince }) => owedSince ?? []));
    owed.set(
      { kind },
      ofKind.reduce((sum, figure) => sum + figure.owed, 0),
    );
    owedSeconds.set({ kind }, (now - since) / 1000);
  }
  for (const { kind, failure, attention: count } of figures)
    if (failure !== null) attention.set({ kind, failure }, count);
};

type Sweep = {
  tableName: string;
  sweptAt: number | null;
  removed: number;
  remaining: number;
  oldestAt: number | null;
};

/** Brings the gauges of what is kept for a while to these figures. `now` is epoch milliseconds. */
export const showSweeps = (metrics: Metrics, sweeps: readonly Sweep[], now: number): void => {
  const { retainedRows, retainedSeconds, sweptRows, sweepAgeSeconds } = metrics;
  for (const { tableName: table, sweptAt, removed, remaining, oldestAt } of sweeps) {
    retainedRows.set({ table }, remaining);
    retainedSeconds.set({ table }, oldestAt === null ? 0 : Math.max(0, now - oldestAt) / 1000);
    sweptRows.set({ table }, removed);
    if (sweptAt !== null) sweepAgeSeconds.set({ table }, Math.max(0, now - sweptAt) / 1000);
  }
};
