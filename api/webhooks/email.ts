import type { Hono } from 'hono';
import type { Metrics } from '#api/metrics.ts';
import type { RateLimits } from '#api/middleware/rate-limit.ts';
import type { AppEnv } from '#api/variables.ts';
import { AppError } from '#domain/errors.ts';
import type { EmailVendor } from '#domain/vendors.ts';
import type { EmailWebhookInput, EmailWebhookVerdict } from '#providers/email/registry.ts';
import type { ServiceContext } from '#services/context.ts';
import { receiveDeliveryEvent } from '#services/notification/receive-delivery-event.ts';

export type EmailWebhookOptions = {
  db: ServiceContext['db'];
  now: () => number;
  checks: ReadonlyMap<EmailVendor, (input: EmailWebhookInput) => EmailWebhookVerdict>;
  metrics: Metrics;
  limits: RateLimits;
};

/** A vendor's report on a mail: signature checked over the bytes received, stored once, applied, answered. */
export const emailWebhooks = (app: Hono<AppEnv>, options: EmailWebhookOptions): void => {
  const { db, now } = options;
  for (const [vendor, check] of options.checks) {
    const path = `/api/v1/webhooks/email/${vendor}`;
    app.post(path, async (c) => {
      c.set('route', path);
      const count = (outcome: string): void =>
        options.metrics.webhooks.inc({ capability: 'email', vendor, outcome });
      const rawBody = new Uint8Array(await c.req.arrayBuffer());
      const verdict = check({ rawBody, headers: c.req.raw.headers, now: now() });
      if (verdict.kind === 'refused') {
        await options.limits.consume(c, 'manage');
        count(`refused_${verdict.reason}`);
        throw new AppError('unauthenticated', 'The signature is not valid.');
      }
      // That it was sent the vendor has told us when it took the mail; other mail of the account is none of ours.
      if (
        verdict.kind === 'ignored' ||
        verdict.event.status === 'sent' ||
        verdict.event.reference === undefined
      ) {
        count('ignored');
        return c.body(null, 204);
      }
      const { eventId, externalId, status, reference } = verdict.event;
      c.set('tenantId', reference.tenantId);
      const notice = { vendor, eventId, payload: { externalId, status } };
      count(await receiveDeliveryEvent(db, { ...reference, externalId, status }, notice, now()));
      return c.body(null, 204);
    });
  }
};
