import type { Hono } from 'hono';
import type { AppDeps } from '#api/deps.ts';
import type { RateLimits } from '#api/middleware/rate-limit.ts';
import type { AppEnv } from '#api/variables.ts';
import { AppError } from '#domain/errors.ts';
import type { BillingHint } from '#domain/subscription/vendor.ts';
import { hintSubscription } from '#services/subscription/hint-subscription.ts';
import { receiveOnce } from '#services/webhook-inbox.ts';
import { takeMessage, webhookPath } from './receive.ts';

type Deps = Pick<AppDeps, 'db' | 'now' | 'metrics' | 'billing'> & { limits: RateLimits };

/**
 * A notification about the plans that the installation sells comes to an address of its own and is signed with the installation's
 * secret: stored once, and the follower of what it is about told to look.
 */
export const billingWebhooks = (app: Hono<AppEnv>, { db, now, metrics, limits, billing }: Deps): void => {
  for (const [vendor, provider] of billing) {
    const path = webhookPath('billing', vendor);
    app.post(path, async (c) => {
      c.set('route', path);
      return takeMessage<BillingHint>(c, {
        capability: 'billing',
        vendor,
        now,
        metrics,
        limits,
        refusal: () => new AppError('signature_invalid', 'The message is not signed as it must be.'),
        receive: (request, at) => provider.receive(request, at),
        handle: async ({ eventId, mode, tenantId }) => {
          if (mode !== provider.mode) return 'other_mode';
          if (tenantId === null) return 'ignored';
          c.set('tenantId', tenantId);
          const notice = { vendor, eventId: `billing/${eventId}`, payload: { tenantId } };
          const at = now();
          return receiveOnce(db, { tenantId, notice, now: at }, async (tx) =>
            (await hintSubscription(tx, { tenantId, now: at })) ? 'woken' : null,
          );
        },
      });
    });
  }
};
