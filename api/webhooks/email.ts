import type { Hono } from 'hono';
import type { AppEnv } from '#api/variables.ts';
import { AppError } from '#domain/errors.ts';
import type { EmailVendor } from '#domain/vendors.ts';
import type { EmailDeliveryEvent } from '#providers/email/port.ts';
import type { ServiceContext } from '#services/context.ts';
import { receiveDeliveryEvent } from '#services/notification/receive-delivery-event.ts';
import { type WebhookRoutes, webhookRoutes } from './receive.ts';

type Options = Pick<
  WebhookRoutes<EmailVendor, EmailDeliveryEvent>,
  'receivers' | 'now' | 'metrics' | 'limits'
> & { db: ServiceContext['db'] };

/** A vendor's report on a mail: authentic, stored once, applied. */
export const emailWebhooks = (app: Hono<AppEnv>, { db, ...options }: Options): void =>
  webhookRoutes<EmailVendor, EmailDeliveryEvent>(app, {
    ...options,
    capability: 'email',
    refusal: () => new AppError('unauthenticated', 'The signature is not valid.'),
    handle: async (c, vendor, { eventId, externalId, status, reference }) => {
      // That it was sent the vendor has told us when it took the mail; other mail of the account is none of ours.
      if (status === 'sent' || reference === undefined) return 'ignored';
      c.set('tenantId', reference.tenantId);
      const notice = { vendor, eventId, payload: { externalId, status } };
      return receiveDeliveryEvent(db, { ...reference, externalId, status }, notice, options.now());
    },
  });
