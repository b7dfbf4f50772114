import type { Hono } from 'hono';
import type { AppEnv } from '#api/variables.ts';
import { AppError } from '#domain/errors.ts';
import type { CalendarVendor } from '#domain/vendors.ts';
import type { CalendarPush } from '#providers/calendar/port.ts';
import { findChannel, hintCalendar } from '#services/calendar/push-channels.ts';
import type { ServiceContext } from '#services/context.ts';
import { receiveOnce } from '#services/webhook-inbox.ts';
import { type WebhookRoutes, webhookRoutes } from './receive.ts';

type Options = Pick<
  WebhookRoutes<CalendarVendor, CalendarPush>,
  'receivers' | 'now' | 'metrics' | 'limits'
> & {
  db: ServiceContext['db'];
};

/**
 * A vendor's push is a hint without content: known channel and secret, stored once, the calendar's workflow told to look.
 * Unknown channels are 404, so that the vendor gives them up.
 */
export const calendarWebhooks = (app: Hono<AppEnv>, { db, ...options }: Options): void =>
  webhookRoutes<CalendarVendor, CalendarPush>(app, {
    ...options,
    capability: 'calendar',
    refusal: () => new AppError('not_found', 'There is no such channel.'),
    handle: async (c, vendor, push) => {
      const channel = await findChannel(db, push);
      if (channel === null) return null;
      c.set('tenantId', channel.tenantId);
      const notice = {
        vendor,
        eventId: `${push.channelId}/${push.messageId}`,
        payload: { calendarId: channel.calendarId },
      };
      return receiveOnce(db, { tenantId: channel.tenantId, notice, now: options.now() }, async (tx) => {
        hintCalendar(tx, channel);
        return 'woken';
      });
    },
  });
