import type { Hono } from 'hono';
import type { AppDeps } from '#api/deps.ts';
import type { RateLimits } from '#api/middleware/rate-limit.ts';
import type { AppEnv } from '#api/variables.ts';
import { AppError } from '#domain/errors.ts';
import type { PaymentHint } from '#domain/payment/vendor.ts';
import type { PaymentVendor } from '#domain/vendors.ts';
import {
  findEndpoint,
  type PaymentEndpoint,
  recordEvent,
} from '#services/integration/payment/find-endpoint.ts';
import { hintPayment } from '#services/payment/hint-payment.ts';
import { receiveOnce } from '#services/webhook-inbox.ts';
import { refuseMessage, takeMessage, webhookPath } from './receive.ts';

type Deps = Pick<AppDeps, 'db' | 'now' | 'metrics' | 'payments' | 'secrets'> & { limits: RateLimits };

/** The account shares a vendor's account with whoever else has its key: what is not ours comes as well. */
const isOurs = ({ reference, checkoutId, chargeId }: PaymentHint, tenantId: string): boolean =>
  reference === null ? checkoutId !== null || chargeId !== null : reference.tenantId === tenantId;

const handleHint = async (
  { db, now }: Deps,
  vendor: PaymentVendor,
  endpoint: PaymentEndpoint,
  hint: PaymentHint,
): Promise<string> => {
  const { tenantId, integrationId, endpointId, mode } = endpoint;
  if (hint.mode !== mode) return 'other_mode';
  await recordEvent(db, endpoint, now());
  if (!isOurs(hint, tenantId)) return 'ignored';
  const notice = {
    vendor,
    eventId: `${endpointId}/${hint.eventId}`,
    payload: { integrationId, paymentId: hint.reference?.paymentId ?? null },
  };
  const at = now();
  return receiveOnce(db, { tenantId, notice, now: at }, async (tx) => {
    const woken = await hintPayment(tx, { tenantId, integrationId, hint, now: at });
    return woken.length > 0 ? 'woken' : null;
  });
};

/**
 * A notification of a vendor that takes payments comes to the address of one account and is signed with that account's secret:
 * stored once, the payment told to look. An address that leads nowhere is 404 and says nothing more.
 */
export const paymentWebhooks = (app: Hono<AppEnv>, deps: Deps): void => {
  const { db, now, metrics, limits, payments, secrets } = deps;
  for (const [vendor, provider] of payments) {
    const path = `${webhookPath('payment', vendor)}/:endpointId`;
    app.post(path, async (c) => {
      c.set('route', path);
      const of = { capability: 'payment', vendor, now, metrics, limits };
      const endpointId = c.req.param('endpointId') ?? '';
      const endpoint = await findEndpoint(db, secrets, { vendor, endpointId, now: now() });
      if (endpoint === null)
        return refuseMessage(
          c,
          { ...of, refusal: () => new AppError('not_found', 'There is nothing at this address.') },
          'refused_unknown',
        );
      c.set('tenantId', endpoint.tenantId);
      return takeMessage<PaymentHint>(c, {
        ...of,
        refusal: () => new AppError('signature_invalid', 'The message is not signed as it must be.'),
        receive: (request, at) => provider.receive(request, endpoint.secrets, at),
        handle: (hint) => handleHint(deps, vendor, endpoint, hint),
      });
    });
  }
};
