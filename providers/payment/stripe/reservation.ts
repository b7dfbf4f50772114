import type { ReservationRequest, VendorPayment } from '#domain/payment/vendor.ts';
import { failureBecause, ProviderFailure } from '#domain/provider-failure.ts';
import type { Api } from './api.ts';
import { vendor } from './env.ts';
import { PaymentIntent } from './shapes.ts';
import { underKey } from './under-key.ts';

type Read = (checkoutId: string) => Promise<VendorPayment>;
type Intents = 'capture' | 'cancel';

const isHeld = ({ reservation }: VendorPayment): boolean => reservation?.state === 'held';

/** It has another state than the call needs: which, the vendor says when it is asked. */
const isConflict = (error: unknown): boolean =>
  error instanceof ProviderFailure && error.reason === 'conflict';

/**
 * Brings what is held to its end, and answers how it stands then. What was done under our key, or by anybody else, is seen
 * before and after the call: the vendor itself does each of the two once, and never both.
 */
async function endReservation(
  api: Api,
  { key, checkoutId }: ReservationRequest,
  { call, read }: { call: Intents; read: Read },
): Promise<VendorPayment> {
  const before = await read(checkoutId);
  const intent = before.chargeId;
  if (!isHeld(before) || intent === null) return before;
  const ended = async (): Promise<VendorPayment | null> => {
    const seen = await read(checkoutId);
    return isHeld(seen) ? null : seen;
  };
  const done = await underKey<VendorPayment | null>(
    key,
    async (idempotencyKey) => {
      await api.call(
        PaymentIntent,
        (stripe) => stripe.paymentIntents[call](intent, {}, { idempotencyKey }),
        'reservation',
      );
      return null;
    },
    ended,
  ).catch((error: unknown) => {
    if (isConflict(error)) return null;
    throw error;
  });
  return done ?? read(checkoutId);
}

export async function captureReserved(
  api: Api,
  request: ReservationRequest,
  read: Read,
): Promise<VendorPayment> {
  const seen = await endReservation(api, request, { call: 'capture', read });
  if (seen.capturedMinor > 0) return seen;
  throw failureBecause(vendor, 'reservation_gone', { server: api.server });
}

export async function releaseReserved(
  api: Api,
  request: ReservationRequest,
  read: Read,
): Promise<VendorPayment> {
  const seen = await endReservation(api, request, { call: 'cancel', read });
  if (seen.capturedMinor > 0) throw failureBecause(vendor, 'conflict', { server: api.server });
  // What is still held was refused without a reason that ends it.
  if (isHeld(seen)) throw failureBecause(vendor, 'unexpected_answer', { server: api.server });
  return seen;
}
