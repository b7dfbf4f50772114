import type { Hono } from 'hono';
import type { Metrics } from '#api/metrics.ts';
import type { RateLimits } from '#api/middleware/rate-limit.ts';
import type { AppEnv } from '#api/variables.ts';
import { AppError } from '#domain/errors.ts';
import type { CalendarVendor } from '#domain/vendors.ts';
import type { ParseCalendarPush } from '#providers/calendar/registry.ts';
import { findChannel, hintCalendar } from '#services/calendar/push-channels.ts';
import type { ServiceContext } from '#services/context.ts';
import { receiveOnce } from '#services/webhook-inbox.ts';

export type CalendarWebhookOptions = {
  db: ServiceContext['db'];
  now: () => number;
  pushes: ReadonlyMap<CalendarVendor, ParseCalendarPush>;
  metrics: Metrics;
  limits: RateLimits;
};

/**
 * A vendor's push is a hint without content: known channel and secret, stored once, the calendar's workflow told to look,
 * answered at once. Unknown channels are 404, so that the vendor gives them up.
 */
export const calendarWebhooks = (app: Hono<AppEnv>, options: CalendarWebhookOptions): void => {
  const { db, now } = options;
  for (const [vendor, parse] of options.pushes) {
    const path = `/api/v1/webhooks/calendar/${vendor}`;
    app.post(path, async (c) => {
      c.set('route', path);
      const count = (outcome: string): void =>
        options.metrics.webhooks.inc({ capability: 'calendar', vendor, outcome });
      const push = parse(c.req.raw.headers);
      const channel = push === null ? null : await findChannel(db, push);
      if (push === null || channel === null) {
        await options.limits.consume(c, 'manage');
        count('refused');
        throw new AppError('not_found', 'There is no such channel.');
      }
      c.set('tenantId', channel.tenantId);
      const { channelId, messageId } = push;
      const notice = {
        vendor,
        eventId: `${channelId}/${messageId}`,
        payload: { calendarId: channel.calendarId },
      };
      const outcome = await receiveOnce(db, notice, now, async () => {
        await hintCalendar(db, channel);
        return 'woken';
      });
      count(outcome);
      return c.body(null, 204);
    });
  }
};
