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
  /** What needs somebody's attention, in all organisations. */
  attention: Gauge<'kind' | 'failure'>;
  /** Payloads on the database's channel of changes that were no announcement. */
  ignoredAnnouncements: Counter;
};

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
    attention: new Gauge({
      name: 'everslot_attention',
      help: 'Effects, notifications and mails that fail and are not settled, by failure; 10000 of a kind at most',
      labelNames: ['kind', 'failure'],
      registers,
    }),
    ignoredAnnouncements: new Counter({
      name: 'everslot_ignored_announcements_total',
      help: 'Notifications on the channel of changes that could not be read',
      registers,
    }),
  };
};
